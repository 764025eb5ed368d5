"""Headings as firms write them, in several languages: each table is taken for what it is, surely enough to be loaded."""

from __future__ import annotations

import pytest

from importers.anytable.proposal import propose

D = ["2026-01-05", "2026-02-01", "2026-03-15", "2026-04-02"]
N = ["Ann Carter", "Bob Dale", "Cy Young", "Di Ross"]
C = ["Harlow Ltd", "Quill GmbH", "Marsh & Co", "Tern Inc"]
M = ["12,000.00", "8,500.00", "900.50", "77,000.00"]
H = ["7.5", "1.25", "8", "3.75"]
REFS = ["S-1", "S-2", "S-3", "S-4"]
P = ["Alpha", "Beta", "Alpha", "Gamma"]
W = ["Audit support phase one", "Migration to the new ledger", "Weekly review", "Workshop with board"]
U = ["GBP", "EUR", "GBP", "USD"]
V = ["INV-101", "INV-102", "INV-103", "INV-104"]
E = ["a@b.example", "b@b.example", "c@d.example", "e@f.example"]
CASES: list[tuple[str, dict[str, list[str]]]] = [
    (
        "contract",
        {
            "SOW #": REFS,
            "Client": C,
            "Description of work": W,
            "Fee basis": ["T&M", "Fixed", "Cap", "Retainer"],
            "Contract sum": M,
            "Ccy": U,
            "Start": D,
            "Finish": D,
        },
    ),
    (
        "contract",
        {
            "Agreement": REFS,
            "Counterparty": C,
            "Engagement": W,
            "NTE": M,
            "Rate basis": ["hourly", "fixed", "hourly", "fixed"],
            "Signed on": D,
            "PO #": REFS,
            "Pay terms": ["30 days", "net 45", "30", "14 days"],
        },
    ),
    (
        "contract",
        {
            "Vertragsnr.": REFS,
            "Kunde": C,
            "Titel": W,
            "Auftragswert": M,
            "Währung": U,
            "Beginn": D,
            "Ende": D,
            "Zahlungsziel": ["30 Tage", "14 Tage", "30", "60"],
        },
    ),
    (
        "contract",
        {
            "N° contrat": REFS,
            "Client": C,
            "Objet": W,
            "Montant": M,
            "Date de signature": D,
            "Date de début": D,
            "Date de fin": D,
        },
    ),
    ("time", {"Who": N, "Day": D, "Job": P, "Hrs": H, "Comments": W}),
    (
        "time",
        {
            "Staff member": N,
            "Week ending": D,
            "Client": C,
            "Project code": P,
            "Hours worked": H,
            "Chargeable?": ["Y", "N", "Y", "Y"],
        },
    ),
    ("time", {"Mitarbeiter": N, "Datum": D, "Projekt": P, "Stunden": H, "Tätigkeit": W}),
    ("time", {"Medewerker": N, "Datum": D, "Project": P, "Uren": H, "Omschrijving": W}),
    ("time", {"Empleado": N, "Fecha": D, "Proyecto": P, "Horas": H}),
    ("invoice", {"Inv #": V, "Client": C, "Inv date": D, "Due": D, "Amt": M, "O/S": M}),
    ("invoice", {"Bill No": V, "Bill To": C, "Dated": D, "Net": M, "VAT": M, "Gross": M}),
    ("invoice", {"N° facture": V, "Client": C, "Date": D, "Échéance": D, "Montant HT": M, "TVA": M, "Montant TTC": M}),
    ("invoice", {"Factura": V, "Cliente": C, "Fecha": D, "Vencimiento": D, "Importe": M}),
    ("invoice", {"Fattura n.": V, "Cliente": C, "Data": D, "Scadenza": D, "Imponibile": M, "IVA": M, "Totale": M}),
    ("payment", {"Receipt no": REFS, "Received from": C, "Received on": D, "Amount received": M, "Invoice ref": V}),
    (
        "payment",
        {"Payment date": D, "Customer": C, "Amount": M, "Invoice no": V, "Method": ["BACS", "Card", "BACS", "Cheque"]},
    ),
    (
        "bank_line",
        {
            "Buchungstag": D,
            "Valuta": D,
            "Verwendungszweck": W,
            "Betrag": ["-12,00", "5,50", "-7,00", "8,10"],
            "Saldo": M,
        },
    ),
    ("bank_line", {"Date": D, "Details": W, "Paid out": M, "Paid in": M, "Balance": M}),
    (
        "expense",
        {
            "Claimant": N,
            "Date incurred": D,
            "Type of expense": ["Travel", "Meals", "Hotel", "Travel"],
            "Total claimed": M,
            "Project": P,
        },
    ),
    (
        "expense",
        {"Mitarbeiter": N, "Datum": D, "Kategorie": ["Reise", "Essen", "Hotel", "Reise"], "Betrag": M, "Projekt": P},
    ),
    (
        "customer",
        {
            "Client": C,
            "Contact email": E,
            "Town": ["Leeds", "York", "Bath", "Hull"],
            "Country": ["UK", "DE", "UK", "US"],
            "Payment terms": ["30", "14", "30", "45"],
        },
    ),
    (
        "customer",
        {
            "Kundennr.": REFS,
            "Firma": C,
            "Straße": ["Weg 1", "Weg 2", "Weg 3", "Weg 4"],
            "PLZ": ["10115", "20095", "80331", "50667"],
            "Ort": ["Berlin", "Hamburg", "München", "Köln"],
        },
    ),
    (
        "person",
        {
            "Name": N,
            "Grade": ["Senior", "Junior", "Senior", "Partner"],
            "Email": E,
            "Cost/hr": H,
            "Hours per week": ["40", "40", "32", "40"],
        },
    ),
    ("rate", {"SOW": REFS, "Grade": ["Senior", "Junior", "Senior", "Partner"], "Rate/hr": M, "From": D}),
    ("milestone", {"SOW ref": REFS, "Milestone": W, "Value": M, "Target date": D, "Accepted on": D}),
    (
        "project",
        {
            "Job no": REFS,
            "Job name": P,
            "Client": C,
            "PM": N,
            "Budget hrs": ["100", "200", "50", "10"],
            "Status": ["open", "closed", "open", "open"],
        },
    ),
    (
        "deal",
        {
            "Deal": W,
            "Company": C,
            "Stage": ["Won", "Lost", "Proposal", "Won"],
            "Value": M,
            "Expected close": D,
            "Owner": N,
        },
    ),
    (
        "leave",
        {
            "Employee": N,
            "Leave type": ["Holiday", "Sick", "Holiday", "Holiday"],
            "From": D,
            "To": D,
            "Days": ["1", "2", "1", "5"],
        },
    ),
    ("change_order", {"SOW": REFS, "CO #": ["1", "2", "1", "3"], "Description": W, "Value change": M, "Signed": D}),
    (
        "journal",
        {
            "Jnl": REFS,
            "Date": D,
            "Nominal code": ["1200", "4000", "1200", "4000"],
            "Account name": ["Debtors", "Sales", "Debtors", "Sales"],
            "Dr": M,
            "Cr": M,
        },
    ),
    (
        "account",
        {
            "Account code": ["1200", "4000", "1300", "2000"],
            "Account name": ["Debtors", "Sales", "Bank", "Tax"],
            "Account type": ["Asset", "Income", "Asset", "Liability"],
        },
    ),
]


@pytest.mark.parametrize(("entity", "table"), CASES, ids=[f"{name}-{next(iter(table))}" for name, table in CASES])
def test_a_table_is_taken_for_what_it_is(entity: str, table: dict[str, list[str]]) -> None:
    made = propose(list(table), list(table.values()))
    assert (made.entity, made.loads) == (entity, True), made
    fed = [guess.target for guess in made.columns if guess.target]
    assert len(fed) == len(set(fed))


def test_purchases_are_no_sales() -> None:
    table = {"Invoice no": V, "Invoice date": D, "Supplier": C, "Amount": M}
    assert not propose(list(table), list(table.values())).loads


def test_a_list_of_documents_is_no_bank_statement() -> None:
    kinds = ["Invoice", "Payment", "Invoice", "Credit Memo"]
    table = {"Transaction date": D, "Transaction type": kinds, "Memo": W, "Num": REFS, "Amount": M}
    made = propose(list(table), list(table.values()))
    assert (made.entity, made.loads) != ("bank_line", True)
