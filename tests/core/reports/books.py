"""One small month for tests of the reports: two contracts in two currencies, a credit note, a void, a short posting, odd names."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from core.kpi.measure import Measure
from core.ports.importing import ColumnTotal, RowProblem
from core.records.tables import Tables, findings_frame
from core.reports.pack import build_pack
from core.reports.shapes import Pack
from core.reports.sources import FileTotal
from tests.core.controls.books import book

DIGEST = "0123456789abcdef" * 4
K1, K2 = "register:contract:K-1", "register:contract:K-2"
CONTROLS = {
    "HO-02": "Contract without project",
    "BI-06": "Fixed fee overbilled",
    "TE-09": "Missing time",
    "GL-14": "Tax control",
}


def tables() -> Tables:
    """
    K-1  GBP  10,000 + 1,000 signed   INV-1 1,000 net, CN-1 100 of it, INV-2 500 posted as 450
    K-2  EUR   5,000                  INV-3 2,000, not seen at the bank; rate 0.85
    none GBP                          INV-4 100;  INV-5 is void
    """
    return book(
        period="2026-09",
        base="GBP",
        contracts=[
            {
                "id": K1,
                "ref": "K-1",
                "customer_name": "Σίγμα Ąžuolas Жук Ltd",
                "title": "Advice",
                "method": "time_and_materials",
                "value": "10000",
            },
            {
                "id": K2,
                "ref": "K-2",
                "customer_name": "=Müller GmbH",
                "title": "Build",
                "method": "milestones",
                "value": "5000",
                "currency": "EUR",
            },
        ],
        change_orders=[{"contract": K1, "amount": "1000", "status": "signed", "signed": "2026-08-01"}],
        fx_rates=[{"month": "2026-09", "currency": "EUR", "base": "GBP", "rate": "0.85"}],
        invoices=[
            _invoice("INV-1", "1200", "200", "0"),
            _invoice("INV-2", "600", "100", "600"),
            _invoice("INV-3", "2000", "0", "0", "EUR"),
            _invoice("INV-4", "120", "20", "120"),
            _invoice("INV-5", "999", "0", "0") | {"status": "void"},
            _invoice("CN-1", "-120", "-20", "0")
            | {"id": "xero:credit_note:CN-1", "kind": "credit_note", "reference": "INV-1 goodwill"},
        ],
        invoice_lines=[
            {"invoice": "xero:invoice:INV-1", "amount": "1000"},
            {"invoice": "xero:invoice:INV-2", "amount": "500"},
            {"invoice": "xero:invoice:INV-3", "amount": "2000", "currency": "EUR"},
            {"invoice": "xero:invoice:INV-4", "amount": "100"},
            {"invoice": "xero:invoice:INV-5", "amount": "999"},
            {"invoice": "xero:credit_note:CN-1", "amount": "-100"},
        ],
        payments=[
            {"id": "xero:payment:P-1", "kind": "payment", "day": "2026-09-20", "amount": "1080"},
            {"id": "xero:payment:P-2", "kind": "payment", "day": "2026-09-21", "amount": "2000", "currency": "EUR"},
        ],
        allocations=[
            {"source": "xero:payment:P-1", "invoice": "xero:invoice:INV-1", "amount": "1080"},
            {"source": "xero:payment:P-2", "invoice": "xero:invoice:INV-3", "amount": "2000", "currency": "EUR"},
            {"source": "xero:credit_note:CN-1", "invoice": "xero:invoice:INV-1", "amount": "120"},
        ],
        bank_lines=[{"id": "bank:bank_line:b.csv#1", "day": "2026-09-20", "amount": "1080"}],
        accounts=[
            {"id": "xero:account:200", "code": "200", "name": "Fees", "role": "revenue", "opening": "0"},
            {"id": "xero:account:610", "code": "610", "name": "Receivables", "role": "receivable", "opening": "0"},
        ],
        journal_lines=[
            *_posting("INV-1", "1000", "1200"),
            *_posting("INV-2", "450", "600"),
            *_posting("INV-3", "1700", "1700"),
            *_posting("INV-4", "100", "120"),
            *_posting("CN-1", "-100", "-120"),
            *_posting("P-1", "0", "-1080"),
            *_posting("P-2", "0", "-1700"),
            *_posting("MJ-1", "50", "0"),
        ],
        links=[
            ("contract-invoice", K1, "xero:invoice:INV-1", "1000"),
            ("contract-invoice", K1, "xero:invoice:INV-2", "500"),
            ("contract-invoice", K2, "xero:invoice:INV-3", "2000"),
            ("payment-invoice", "xero:payment:P-1", "xero:invoice:INV-1", "1080"),
            ("payment-invoice", "xero:payment:P-2", "xero:invoice:INV-3", "2000"),
            ("bank-payment", "bank:bank_line:b.csv#1", "xero:payment:P-1", "1080"),
        ],
    )


def _invoice(number: str, total: str, tax: str, open: str, currency: str = "GBP") -> dict[str, str]:
    return {
        "id": f"xero:invoice:{number}",
        "number": number,
        "kind": "invoice",
        "customer_name": "Somebody",
        "day": "2026-09-10",
        "total": total,
        "tax": tax,
        "open": open,
        "currency": currency,
        "status": "open" if open != "0" else "paid",
    }


def _posting(document: str, earned: str, receivable: str) -> list[dict[str, str]]:
    """Earned to the revenue account (credit positive) and the receivable (debit positive)."""

    def line(account: str, debit: Decimal) -> dict[str, str]:
        return {
            "document": document,
            "journal": f"xero:journal:{document}",
            "day": "2026-09-10",
            "account": f"xero:account:{account}",
            "debit": str(max(debit, Decimal(0))),
            "credit": str(max(-debit, Decimal(0))),
        }

    return [line("200", -Decimal(earned)), line("610", Decimal(receivable))]


def findings() -> pd.DataFrame:
    """Four findings: a blocker, its symptom, one in another currency without base rate, one that only warns and is absorbed."""
    return findings_frame(
        [
            _finding(
                "HO-02", "S1", "DC", 400_000, K1, related=K2, message="=signed, no project", suggestion="Link it."
            ),
            _finding("BI-06", "S2", "OB", 12_345, K2, absorbed_by=f"HO-02|{K1}|", message="Billed above the price."),
            _finding(
                "BI-06",
                "S2",
                "OB",
                99,
                "xero:invoice:INV-3",
                currency="EUR",
                base=None,
                message="Billed above the price.",
            ),
            _finding(
                "TE-09",
                "S3",
                "LR",
                None,
                "harvest:person:Jo|2026-W36",
                absorbed_by=f"HO-02|{K1}|",
                message="8 h missing",
            ),
        ]
    )


def _finding(
    control: str,
    severity: str,
    kind: str,
    amount: int | None,
    subject: str,
    *,
    currency: str = "GBP",
    base: int | None = -1,
    **more: str,
) -> dict[str, object]:
    return {
        "key": f"{control}|{subject}|",
        "control": control,
        "severity": severity,
        "impact_class": kind,
        "amount": amount,
        "currency": currency if amount is not None else "",
        "base_amount": amount if base == -1 else base,
        "subject": subject,
        **more,
    }


def measures() -> tuple[Measure, ...]:
    """One that is known and one that is not."""
    return (
        Measure(
            "ar_open",
            "Open receivables",
            "2026-09",
            Decimal("720.00"),
            "GBP",
            excluded="voided invoices",
            records=("xero:invoice:INV-2",),
        ),
        Measure("utilization", "Utilization", "2026-09", None, "%", unknown="no staff list was imported"),
    )


def totals() -> tuple[FileTotal, ...]:
    """A file in one currency, one in two with a row in quarantine, one without amounts."""
    return (
        FileTotal("xero", "journal", "ledger.xlsx", "", 5, 5, 0, (ColumnTotal("Debit", "GBP", Decimal("10.50"), 5),)),
        FileTotal(
            "harvest",
            "expense",
            "expenses.csv",
            "",
            10,
            9,
            1,
            (ColumnTotal("Cost", "GBP", Decimal("7.00"), 6), ColumnTotal("Cost", "EUR", Decimal("3.10"), 3)),
        ),
        FileTotal("roster", "person", "staff.csv", "", 2, 2, 0),
    )


def quarantine() -> tuple[RowProblem, ...]:
    """One row that nobody can read."""
    return (RowProblem("expenses.csv", "", 4, "Cost", "=7,x", "IMP-104", "not an amount"),)


def pack() -> Pack:
    """The pack of all of it."""
    return build_pack(
        tables(),
        findings=findings(),
        measures=measures(),
        totals=totals(),
        quarantine=quarantine(),
        not_evaluated=[("GL-14", "no tax account was read")],
        controls=CONTROLS,
        digest=DIGEST,
        firm="Ōtāhuhu Rådgivning ΑΒΓ",
        prepared_by="Жанна Preparer",
    )
