"""What headings mean: words of several languages become concepts, and each canonical field is known by sets of concepts.

A heading is taken apart into words ("DeveloperHoursActual", "Rechnungsnummer", "SOW #"); each word stands for a concept or for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

# concept: its words, folded (no accents, lower case); German, French, Spanish, Italian, Dutch and Portuguese basics among them.
_WORDS: Final = """
customer: customer client debtor purchaser counterparty klient kunde kunden auftraggeber mandant debitor kd cliente clientes klant
  afnemer opdrachtgever acheteur comprador acquirente
supplier: supplier vendor payee seller lieferant fournisseur proveedor fornitore leverancier fornecedor contractor
company: company organisation organization firm firma societe entreprise empresa azienda bedrijf companies unternehmen impresa
account: account acct konto compte cuenta conto rekening conta accounts acc
contract: contract agreement sow msa engagement vertrag vertrags contrat contrato contratto overeenkomst contracts wo
deal: deal opportunity opp geschaft affaire oportunidad opportunita verkaufschance chance deals opportunities
project: project projekt projet proyecto progetto projeto job matter assignment prj proj vorhaben projects jobs baustelle
person: person who claimant employee consultant staff resource worker mitarbeiter bearbeiter employe salarie collaborateur empleado dipendente
  medewerker funcionario timekeeper developer technician engineer colleague personal teammember
user: user login username benutzer utilisateur usuario utente gebruiker
invoice: invoice invoices inv rechnung rechnungs facture factura fattura factuur fatura re rg bill
credit: credit gutschrift avoir abono haben credito kredit
creditnote: creditnote creditmemo
payment: payment pay payments receipt receipts zahlung zahlungs paiement reglement pago pagamento betaling remittance
paid: paid bezahlt paye pagado pagato betaald pago settled received beglichen collected
open: open outstanding offen balance saldo restant solde pendiente due? openstaand unpaid residual remaining
milestone: milestone meilenstein jalon hito mijlpaal deliverable instalment installment stagepayment
date: date dated datum fecha data jour dia day tag giorno dag dt am on
due: due fallig falligkeit falligkeits faelligkeit faelligkeits faellig echeance vencimiento scadenza verval vervaldatum vencimento payable
start: start begin beginn debut inicio inizio aanvang commencement from von effective startdate hire hired joined entry since
end: end ending ende fin fine einde fim to bis until finish expiry expires expiration termination left leave? completion
signed: signed signature sign unterschrift unterzeichnet signe firmado firmato ondertekend assinado executed awarded award
issued: issued incurred issue posted posting booking booked buchung buchungs entry? valuta value? ausstellung emission emitido
number: number no nr num nummer numero # id code ref reference identifier key referenz kennung kurzel uid guid
name: name nom nombre nome naam bezeichnung label
firstname: firstname first vorname prenom voornaam given forename
lastname: lastname last surname nachname apellido cognome achternaam
email: email mail e-mail courriel correo
phone: phone telephone tel telefon mobile fax
amount: amount betrag montant importe importo bedrag valor sum amt montante
value: value wert valeur worth volume
total: total totals gesamt summe totale gross brutto ttc bruto totaal
net: net imponibile imponible netto nett subtotal ht excl untaxed neto
tax: tax vat mwst ust gst tva iva btw steuer steuern taxes hst imposta impuesto
taxid: taxid vatid ustid
hours: hours hrs hr hour stunden std heures heure horas hora ore uren uur h duration dauer duree duracion durata tijdsduur qtyhrs
minutes: minutes mins min minuten
time: time zeit temps tiempo tempo tijd
timesheet: timesheet zeiterfassung worklog
estimate: estimate estimated estimation budgeted planned? schatzung geschatzt
budget: budget budgets plan
actual: actual actuals ist real reel spent worked logged booked? tracked
rate: rate satz stundensatz taux tarif tarifa tariffa tarief taxa
price: price preis prix precio prezzo prijs preco unitprice
cost: cost kosten cout costo custo costs spend expenditure
billable: billable verrechenbar abrechenbar facturable fatturabile declarabel chargeable billability
billed: billed invoiced verrechnet abgerechnet facture? facturado fatturato gefactureerd billing
approved: approved approval genehmigt approuve aprobado approvato goedgekeurd authorised authorized released
role: role rolle grade level position title? jobtitle funktion fonction cargo ruolo functie seniority rank designation
department: department abteilung dept departement departamento reparto afdeling team division unit? office region? practice
task: task tatigkeit aufgabe tache tarea attivita taak activity leistung service? phase workstream subtask
notes: notes note description comment comments beschreibung bemerkung remarque descripcion descrizione omschrijving descricao text
  verwendungszweck memo narrative details detail particulars subject betreff remarks summary libelle concepto causale zweck
status: status state zustand etat estado stato statut stage? standing
stage: stage phase? pipelinestage verkaufsphase etape etapa fase
pipeline: pipeline funnel
probability: probability wahrscheinlichkeit probabilite probabilidad probabilita likelihood chance? winprob
currency: currency ccy cur wahrung waehrung devise moneda valuta moeda curr iso
terms: terms zahlungsziel conditions condiciones condizioni betaaltermijn termin netdays
po: po purchaseorder bestellnummer bestellung commande bonde
order: order auftrag auftrags commande pedido ordine
purchase: purchase
quantity: quantity qty menge quantite cantidad quantita aantal quantidade units pieces anzahl
item: item product produkt produit producto prodotto artikel article sku service leistungsart
category: category kategorie categorie categoria class? kind expensetype spesenart
expense: expense claimed claims expenses spesen auslage auslagen frais gasto gastos spesa onkosten despesa claim reimbursement
merchant: merchant shop store? beleg
debit: debit soll debe dare debet debito dr withdrawal withdrawals out lastschrift
creditside: cr deposit deposits in
type: type typ tipo art sort
method: method basis methode metodo model arrangement pricing
fee: fee fees honorar honoraires honorarios gebuhr
billingword: billing abrechnung facturation facturacion fatturazione facturering
manager: manager pm leiter leitung responsable gerente lead supervisor director
owner: owner agent rep salesperson salesrep inhaber verantwortlich betreuer proprietario eigenaar seller?
sales: sales vertrieb ventes ventas vendite verkauf verkoop umsatz
close: close closed closing abschluss cloture cierre chiusura sluiting won
created: created creation erstellt angelegt cree creado creato aangemaakt engage opened
country: country land pays pais paese
city: city ort stadt ville ciudad citta plaats cidade town locality location
region: region state? bundesland province provincia county regione
postcode: postcode zip plz postal postleitzahl cap? codepostal
street: street strasse str rue calle via straat rua address adresse direccion indirizzo adres address1
domain: domain website web url homepage site webseite
parent: parent subsidiary konzern mutter maison
industry: industry sector branche secteur settore
revenueword: revenue turnover
legal: legal
accepted: accepted acceptance abnahme abgenommen signoff accepte aceptado
planned: planned target geplant prevu previsto gepland scheduled expected forecast
cap: cap ceiling nte limit obergrenze plafond tope maximum
monthly: monthly monatlich mensuel mensual mensile maandelijks month retainer
change: change amendment variation nachtrag avenant enmienda wijziging co cr? annex aneks
capacity: capacity kapazitat contracted fte wochenstunden sollstunden
week: week weekly woche semaine semana settimana
skills: skills skill kenntnisse competences
employment: employment contracttype beschaftigung anstellung
journal: journal jnl entry buchung ecriture asiento journaal voucher document doc belegnr beleg je
ledger: ledger gl nominal sachkonto grootboek general hauptbuch
bank: bank iban banque banco banca
transaction: transaction txn trans umsatz operation operacion transazione transactie movimiento
opening: opening eroffnung ouverture
line: line zeile ligne linea regel position? pos
markup: markup uplift
frequency: frequency cycle turnus
scope: scope objet oggetto asunto betreft title titel titre titulo titolo onderwerp
absence: absence leave urlaub conge vacaciones ferie verlof holiday pto vacation abwesenheit
sent: sent versendet envoye emailed
unit: unit einheit unite
cardholder: attendee
party: party partner contact donor kontakt contacto contatto beneficiary empfanger
exchange: fx exchange kurs wechselkurs change?
"""
_STOP: Final = frozenset(
    word
    for line in (
        "of the a an in per by for and or de der die das des la le du el los las da do il lo di del della van het een und fur pour",
        "with is was at our your its their display full record primary",
    )
    for word in line.split()
)
# Concepts that say what kind of thing a cell is, not whose: they weigh less.
_LIGHT: Final = frozenset(
    {
        "number",
        "name",
        "date",
        "amount",
        "total",
        "value",
        "type",
        "time",
        "notes",
        "company",
        "account",
        "unit",
        "line",
        "text",
    }
)
_UNITS: Final = frozenset(
    word
    for line in ("days eur usd gbp chf cad aud nzd sek nok dkk pln euro hh mm yyyy dd k pct percent",)
    for word in line.split()
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_TOKEN: Final = re.compile(r"[a-z]+|#|%|\d+")
_SHORT: Final = MappingProxyType(
    {
        "o/s": "outstanding",
        "w/e": "week ending",
        "p/o": "po",
        "paid in": "paid deposit",
        "money in": "deposit",
        "cash in": "deposit",
    }
)
_CODE: Final = re.compile(r"(?<![A-Z])(AUD|CAD|CHF|CZK|DKK|EUR|GBP|HUF|JPY|NOK|NZD|PLN|SEK|USD|ZAR|INR|SGD)(?![A-Z])")


def _lexicon() -> Mapping[str, str]:
    words: dict[str, str] = {}
    concept = ""
    for part in _WORDS.split():
        if part.endswith(":"):
            concept = part[:-1]
        elif not part.endswith("?"):  # a word whose first meaning is another concept's
            words.setdefault(part, concept)
    return MappingProxyType(words)


_LEXICON: Final = _lexicon()


def folded(text: str) -> str:
    """Lower case without accents and sharp s."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("№", " no "))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@cache
def concepts(heading: str) -> tuple[str, ...]:
    """The concepts of a heading in order, an unknown word as itself behind a "?"; units and small words are left out."""
    spaced = folded(_CAMEL.sub(" ", heading.replace("_", " ").replace("-", " ")))
    for short, whole in _SHORT.items():
        spaced = spaced.replace(short, whole)
    found: dict[str, None] = {}
    for token in _TOKEN.findall(spaced):
        if token in _STOP or token in _UNITS or (token.isdigit() and len(token) < 3):
            continue
        for part in _parts(token):
            found.setdefault(part)
    return tuple(_joined(list(found)))


def _joined(found: list[str]) -> list[str]:
    """Neighbours that make one concept together."""
    pairs = {
        ("credit", "notes"): "creditnote",
        ("tax", "number"): "taxid",
        ("purchase", "order"): "po",
        ("order", "number"): "order number",
        ("firstname", "name"): "firstname",
        ("lastname", "name"): "lastname",
        ("week", "hours"): "capacity",
        ("?statement", "?work"): "contract",
        ("invoice", "end"): "customer",  # "Bill to"
        ("paid", "start"): "customer",  # "Received from"
    }
    out: list[str] = []
    for each in found:
        if out and (out[-1], each) in pairs:
            out[-1:] = pairs[out[-1], each].split()
        else:
            out.append(each)
    return out


@cache
def _parts(token: str) -> tuple[str, ...]:
    """The concepts of one word: known, known in the singular, or a compound of known words ("rechnungsnummer", "duedate")."""
    known = _LEXICON.get(token) or _LEXICON.get(token.removesuffix("s"))
    if known:
        return (known,)
    if len(token) >= 6:
        made = _split(token)
        if made:
            return made
    return ("?" + token,)


def _split(token: str) -> tuple[str, ...]:
    for cut in range(len(token) - 2, 2, -1):
        head, tail = token[:cut], token[cut:]
        first = _LEXICON.get(head) or (_LEXICON.get(head[:-1]) if head[-1] in "sn" and cut > 4 else None)
        if first is None:
            continue
        second = _LEXICON.get(tail)
        if second:
            return (first, second)
        rest = _split(tail) if len(tail) >= 6 else ()
        if rest:
            return (first, *rest)
    return ()


def currency_in(heading: str) -> str:
    """The ISO code that a heading names ("DonationEUR", "Amount USD"); "" for none."""
    found = _CODE.findall(_CAMEL.sub(" ", heading).replace("_", " "))
    return str(found[-1]) if len(set(found)) == 1 else ""


def weight(concept: str) -> float:
    """How much a concept tells: a light one 0.6, a known one 1, an unknown word 0.7."""
    return 0.6 if concept in _LIGHT else 0.7 if concept.startswith("?") else 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """One set of concepts a field is known by. prior: how sure it is alone, 0..1."""

    concepts: frozenset[str]
    prior: float = 1.0


def likeness(heading: Iterable[str], readings: Iterable[Reading]) -> float:
    """How well a heading's concepts fit the best of `readings`: shared weight over both sides' weight, 0..1."""
    mine = frozenset(heading)
    total = sum(weight(each) for each in mine)
    best = 0.0
    for reading in readings:
        shared = sum(weight(each) for each in mine & reading.concepts)
        if shared:
            wanted = sum(weight(each) for each in reading.concepts)
            best = max(best, reading.prior * 2 * shared / (total + wanted))
    return best
