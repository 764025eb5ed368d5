"""Electronic invoices in both syntaxes: sums, signs, allowances, and what does not add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.normalise.assemble import assemble
from importers.accounting.einvoice.tree import Forbidden
from importers.registry import drafts_of, read
from importers.shared.intake import CutShort
from tests.importers.accounting.real import sample
from tests.importers.samples import rows, text_file, totals

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"


def ubl(
    path: Path,
    *,
    root: str = "Invoice",
    code: str = "380",
    line: str = "100.00",
    payable: str = "124.80",
    currency: str = "EUR",
    more: str = "",
) -> Path:
    quantity = "InvoicedQuantity" if root == "Invoice" else "CreditedQuantity"
    return text_file(
        path,
        f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- a remark before <Invoice> -->
<{root} xmlns="{UBL}{root}-2" xmlns:b="urn:b" xmlns:a="urn:a">
<b:ID>INV-7</b:ID><b:IssueDate>2026-09-30</b:IssueDate><b:DueDate>2026-10-30</b:DueDate>
<b:{root}TypeCode>{code}</b:{root}TypeCode><b:DocumentCurrencyCode>{currency}</b:DocumentCurrencyCode>
<b:BuyerReference>B-1</b:BuyerReference><a:OrderReference><b:ID>PO-9</b:ID></a:OrderReference>
<a:AccountingSupplierParty><a:Party><a:PartyName><b:Name>Us</b:Name></a:PartyName></a:Party></a:AccountingSupplierParty>
<a:AccountingCustomerParty><a:Party><a:PartyLegalEntity><b:RegistrationName>Acme &amp; Co</b:RegistrationName>
</a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>
<a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:AllowanceChargeReason>Rebate</b:AllowanceChargeReason>
<b:Amount currencyID="{currency}">10</b:Amount></a:AllowanceCharge>
<a:AllowanceCharge><b:ChargeIndicator>true</b:ChargeIndicator><b:AllowanceChargeReason>Freight</b:AllowanceChargeReason>
<b:Amount currencyID="{currency}">14</b:Amount></a:AllowanceCharge>
<a:TaxTotal><b:TaxAmount currencyID="SEK">999</b:TaxAmount></a:TaxTotal>
<a:TaxTotal><b:TaxAmount currencyID="{currency}">20.8</b:TaxAmount></a:TaxTotal>
<a:LegalMonetaryTotal><b:LineExtensionAmount>100</b:LineExtensionAmount><b:TaxExclusiveAmount>104</b:TaxExclusiveAmount>
<b:TaxInclusiveAmount>124.8</b:TaxInclusiveAmount><b:AllowanceTotalAmount>10</b:AllowanceTotalAmount>
<b:ChargeTotalAmount>14</b:ChargeTotalAmount><b:PayableAmount>{payable}</b:PayableAmount></a:LegalMonetaryTotal>
<a:{root}Line><b:ID>1</b:ID><b:{quantity} unitCode="HUR">2.5</b:{quantity}>
<b:LineExtensionAmount>{line}</b:LineExtensionAmount><a:Item><b:Description>May</b:Description><b:Name>Consulting</b:Name>
<a:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>20.00</b:Percent></a:ClassifiedTaxCategory></a:Item>
<a:Price><b:PriceAmount>400</b:PriceAmount><b:BaseQuantity>10</b:BaseQuantity></a:Price></a:{root}Line>{more}
</{root}>""",
    )


def test_an_invoice_in_ubl(tmp_path: Path) -> None:
    one = read(ubl(tmp_path / "i.xml"))
    (head,) = one.tables
    assert (head.system, head.entity, head.rows_read, head.rows_loaded) == ("einvoice", "invoice", 3, 3)
    columns = (
        "external_id",
        "kind",
        "customer_name",
        "reference",
        "po_number",
        "day",
        "due",
        "total",
        "tax",
        "currency",
    )
    assert rows(head, "invoices", *columns) == [
        ("INV-7", "invoice", "Acme & Co", "B-1", "PO-9", "2026-09-30", "2026-10-30", 12_480, 2_080, "EUR")
    ]
    assert rows(
        head,
        "invoice_lines",
        "external_id",
        "invoice",
        "line",
        "item",
        "description",
        "quantity",
        "unit_price",
        "amount",
        "tax_code",
    ) == [
        ("INV-7#1", "invoice:INV-7", 1, "Consulting", "May", 25_000, 400_000, 10_000, "S 20%"),
        ("INV-7#2", "invoice:INV-7", 2, "Allowance", "Rebate", None, None, -1_000, ""),
        ("INV-7#3", "invoice:INV-7", 3, "Charge", "Freight", None, None, 1_400, ""),
    ]
    assert totals(head) == {
        ("BT-112 Invoice total with VAT", "EUR"): ("124.80", 1),
        ("BT-131 Line net amount", "EUR"): ("104.00", 3),
    }
    assert head.notes == ("Us bills Acme & Co.",)
    assert not head.untied
    frames = assemble(drafts_of([one]))
    assert frames["invoice_lines"]["invoice"].tolist() == frames["invoices"]["id"].tolist() * 3


def test_a_credit_note_is_negative(tmp_path: Path) -> None:
    (head,) = read(ubl(tmp_path / "c.xml", root="CreditNote", code="381")).tables
    assert head.entity == "credit_note"
    assert rows(head, "invoices", "external_id", "kind", "total", "tax") == [("INV-7", "credit_note", -12_480, -2_080)]
    assert rows(head, "invoice_lines", "invoice", "quantity", "unit_price", "amount") == [
        ("credit_note:INV-7", -25_000, 400_000, -10_000),
        ("credit_note:INV-7", None, None, 1_000),
        ("credit_note:INV-7", None, None, -1_400),
    ]


def test_sums_that_their_parts_do_not_make_block_the_file(tmp_path: Path) -> None:
    (head,) = read(ubl(tmp_path / "i.xml", line="99.00", payable="120.00")).tables
    assert head.untied == (
        "BR-CO-10: the sum of the lines does not agree: 100.00 is printed, its parts add up to 99.00.",
        "BR-CO-16: the amount due does not agree: 120.00 is printed, its parts add up to 124.80.",
    )


def test_a_figure_that_cannot_be_read_is_kept_apart(tmp_path: Path) -> None:
    (head,) = read(ubl(tmp_path / "i.xml", line="1OO")).tables
    assert [(problem.row, problem.code) for problem in head.problems] == [(1, "IMP-202")]
    assert head.rows_read == head.rows_loaded + 1 == 3
    assert not head.untied


def test_yen_have_no_places_and_three_places_are_no_thousands(tmp_path: Path) -> None:
    (head,) = read(ubl(tmp_path / "j.xml", currency="JPY")).tables
    assert rows(head, "invoice_lines", "amount") == [(100,), (-10,), (14,)]
    (head,) = read(ubl(tmp_path / "k.xml", currency="KWD", line="100.125")).tables
    assert rows(head, "invoice_lines", "amount")[0] == (100_125,)
    assert rows(head, "invoices", "total") == [(124_800,)]


def test_an_invoice_in_cii(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "f.xml",
        f"""<r:CrossIndustryInvoice xmlns:r="{CII}" xmlns:a="urn:a">
<r:ExchangedDocument><a:ID>R-1</a:ID><a:TypeCode>381</a:TypeCode><a:IssueDateTime>
<a:DateTimeString format="102">20260930</a:DateTimeString></a:IssueDateTime></r:ExchangedDocument>
<r:SupplyChainTradeTransaction><a:IncludedSupplyChainTradeLineItem>
<a:SpecifiedTradeProduct><a:Name>Work</a:Name></a:SpecifiedTradeProduct>
<a:SpecifiedLineTradeAgreement><a:NetPriceProductTradePrice><a:ChargeAmount>50.0000</a:ChargeAmount></a:NetPriceProductTradePrice>
</a:SpecifiedLineTradeAgreement><a:SpecifiedLineTradeDelivery><a:BilledQuantity>2.0000</a:BilledQuantity></a:SpecifiedLineTradeDelivery>
<a:SpecifiedLineTradeSettlement><a:SpecifiedTradeSettlementLineMonetarySummation><a:LineTotalAmount>100.00</a:LineTotalAmount>
</a:SpecifiedTradeSettlementLineMonetarySummation></a:SpecifiedLineTradeSettlement></a:IncludedSupplyChainTradeLineItem>
<a:ApplicableHeaderTradeAgreement><a:BuyerTradeParty><a:Name>Beta</a:Name></a:BuyerTradeParty></a:ApplicableHeaderTradeAgreement>
<a:ApplicableHeaderTradeSettlement><a:InvoiceCurrencyCode>CHF</a:InvoiceCurrencyCode>
<a:SpecifiedTradePaymentTerms><a:Description>30 days net</a:Description></a:SpecifiedTradePaymentTerms>
<a:SpecifiedTradeSettlementHeaderMonetarySummation><a:LineTotalAmount>100.00</a:LineTotalAmount>
<a:TaxBasisTotalAmount>100.00</a:TaxBasisTotalAmount><a:TaxTotalAmount currencyID="CHF">8.10</a:TaxTotalAmount>
<a:GrandTotalAmount>108.10</a:GrandTotalAmount><a:TotalPrepaidAmount>8.10</a:TotalPrepaidAmount>
<a:DuePayableAmount>100.00</a:DuePayableAmount></a:SpecifiedTradeSettlementHeaderMonetarySummation>
</a:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>""",
    )
    (head,) = read(path).tables
    assert rows(head, "invoices", "external_id", "kind", "day", "terms_days", "total", "paid", "currency") == [
        ("R-1", "credit_note", "2026-09-30", 30, -10_810, -810, "CHF")
    ]
    assert rows(head, "invoice_lines", "quantity", "unit_price", "amount") == [(-20_000, 500_000, -10_000)]


def test_days_of_a_discount_are_not_the_days_to_pay(tmp_path: Path) -> None:
    terms = "<a:PaymentTerms><b:Note>Within 10 days 2 % discount</b:Note></a:PaymentTerms>"
    (head,) = read(ubl(tmp_path / "i.xml", more=terms)).tables
    assert rows(head, "invoices", "terms_days") == [(None,)]


def test_entities_are_refused_and_a_cut_file_is_said(tmp_path: Path) -> None:
    plain = ubl(tmp_path / "i.xml").read_text()
    bomb = text_file(tmp_path / "b.xml", f'<!DOCTYPE Invoice [<!ENTITY x "y">]>{plain.split("-->", 1)[1]}')
    with pytest.raises(Forbidden):
        read(bomb)
    cut = text_file(tmp_path / "c.xml", plain[:1500])
    with pytest.raises(CutShort):
        read(cut)


REAL = {  # file below the samples -> kind, currency, lines with allowances and charges, sum of them, total with VAT
    "einvoice_cii/drafthorse_zugferd_2p3_EN16931_Einfach.xml": ("invoice", "EUR", 2, "473.00", "529.87"),
    "einvoice_cii/drafthorse_zugferd_2p3_EN16931_Gutschrift.xml": ("invoice", "EUR", 2, "473.00", "529.87"),
    "einvoice_cii/drafthorse_zugferd_2p3_EN16931_Rechnungskorrektur.xml": ("invoice", "EUR", 6, "-7.67", "-8.79"),
    "einvoice_cii/en16931_CII_example1.xml": ("invoice", "EUR", 20, "229.60", "250.33"),
    "einvoice_cii/en16931_CII_example2.xml": ("invoice", "NOK", 7, "1436.50", "1801.78"),
    "einvoice_cii/en16931_XRechnung-O.xml": ("invoice", "EUR", 4, "385544.60", "385544.60"),
    "einvoice_cii/facturx_factur-x-en16931.xml": ("invoice", "EUR", 11, "100.00", "104.90"),
    "einvoice_cii/facturx_factur-x-minimum.xml": ("invoice", "EUR", 0, "0", "104.90"),
    "einvoice_ubl/facturx_ubl-21-en16931.xml": ("invoice", "EUR", 5, "273.00", "308.03"),
    "einvoice_ubl/peppol_Allowance-example.xml": ("invoice", "EUR", 5, "5900.00", "7125.00"),
    "einvoice_ubl/peppol_base-creditnote-correction.xml": ("credit_note", "EUR", 3, "1325.00", "1656.25"),
    "einvoice_ubl/peppol_base-example.xml": ("invoice", "EUR", 3, "1325.00", "1656.25"),
    "einvoice_ubl/peppol_base-negative-inv-correction.xml": ("invoice", "EUR", 3, "-1325.00", "-1656.25"),
    "einvoice_ubl/peppol_vat-category-E.xml": ("invoice", "GBP", 1, "1200.00", "1200.00"),
}


@pytest.mark.parametrize("name", REAL, ids=lambda name: Path(name).stem)
def test_published_examples(name: str) -> None:
    kind, currency, count, net, total = REAL[name]
    (head,) = read(sample(name)).tables
    assert (head.system, head.entity, head.problems, head.untied) == ("einvoice", kind, (), ())
    assert head.rows_read == head.rows_loaded == max(count, 1)
    wanted = [(total, currency), *([(net, currency)] if count else [])]
    assert [(str(each.amount), each.currency) for each in head.totals] == wanted
    sign = -1 if kind == "credit_note" else 1
    (made,) = rows(head, "invoices", "kind", "total", "tax")
    assert made[:2] == (kind, sign * int(total.replace(".", "")))
    if count:  # lines, allowances and charges are the whole net amount
        parts = sum(int(str(row[0])) for row in rows(head, "invoice_lines", "amount"))
        assert len(head.frames["invoice_lines"]) == count
        assert parts == sign * int(net.replace(".", ""))


def test_a_document_that_cannot_be_read_takes_its_lines_along(tmp_path: Path) -> None:
    path = ubl(tmp_path / "i.xml")
    path.write_text(path.read_text().replace("2026-09-30", "30 Brumaire"))
    (head,) = read(path).tables
    assert [(problem.row, problem.code) for problem in head.problems] == [
        (1, "IMP-203"),
        (2, "IMP-203"),
        (3, "IMP-203"),
    ]
    assert (head.rows_read, head.rows_loaded, head.frames, head.totals) == (3, 0, {}, ())
