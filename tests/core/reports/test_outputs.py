from __future__ import annotations

from pathlib import Path

import pandas as pd

from core.records.tables import findings_frame, links_frame
from core.reports.outputs import (
    finding_rows,
    kpi_rows,
    link_rows,
    printed,
    quarantine_rows,
    total_rows,
    write_outputs,
)
from tests.core.reports.books import findings, measures, quarantine, totals

LINKS = """\
kind,left_system,left_entity,left_id,right_system,right_entity,right_id,amount,currency,status,confidence,reason
customer,a,customer,=Odd: name,b,customer,x:y,,,suggested,0.6512,'=same domain
payment-invoice,xero,payment,P-1,xero,invoice,INV-1,12.34,GBP,confirmed,1.0000,"reference, exact"
payment-invoice,xero,payment,P-2,xero,invoice,INV-2,1200,JPY,rejected,0.0000,
"""
FINDINGS = """\
control,severity,impact_class,amount,currency,subject_system,subject_entity,subject_id,related,message,suggestion
BI-06,S2,OB,0.99,EUR,xero,invoice,INV-3,,Billed above the price.,
HO-02,S1,DC,4000.00,GBP,register,contract,K-1,register:contract:K-2,"'=signed, no project",Link it.
TE-09,S3,LR,,,harvest,person,Jo|2026-W36,,8 h missing,
"""
KPIS = """\
kpi,period,value,unit,excluded
ar_open,2026-09,720.00,GBP,voided invoices
utilization,2026-09,,%,unknown: no staff list was imported
"""
TOTALS = """\
system,entity,file,rows_read,rows_loaded,rows_quarantined,amount_column,amount_sum,currency
harvest,expense,expenses.csv,3,3,0,Cost,3.10,EUR
harvest,expense,expenses.csv,6,6,0,Cost,7.00,GBP
harvest,expense,expenses.csv,1,0,1,Cost,,
roster,person,staff.csv,2,2,0,,,
xero,journal,ledger.xlsx,5,5,0,Debit,10.50,GBP
"""
QUARANTINE = """\
file,sheet,row,column,value,code,reason
expenses.csv,,4,Cost,"'=7,x",IMP-104,not an amount
"""


def links() -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        _link("payment-invoice", "xero:payment:P-2", "xero:invoice:INV-2", 1200, "JPY", "rejected", 0, ""),
        _link(
            "payment-invoice",
            "xero:payment:P-1",
            "xero:invoice:INV-1",
            1234,
            "GBP",
            "confirmed",
            10_000,
            "reference, exact",
        ),
        _link("customer", "a:customer:=Odd: name", "b:customer:x:y", None, "", "suggested", 6_512, "=same domain"),
    ]
    return links_frame(rows)


def _link(
    kind: str, left: str, right: str, amount: int | None, currency: str, status: str, confidence: int, reason: str
) -> dict[str, object]:
    names = ("kind", "left", "right", "amount", "currency", "status", "confidence", "reason")
    return dict(zip(names, (kind, left, right, amount, currency, status, confidence, reason), strict=True))


def test_files_to_the_letter(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    paths = write_outputs(
        folder, links=links(), findings=findings(), measures=measures(), totals=totals(), quarantine=quarantine()
    )
    assert [path.name for path in paths] == ["links.csv", "findings.csv", "kpis.csv", "totals.csv", "quarantine.csv"]
    for path, wanted in zip(paths, (LINKS, FINDINGS, KPIS, TOTALS, QUARANTINE), strict=True):
        assert path.read_bytes().decode("utf-8") == wanted
    assert sorted(folder.iterdir()) == sorted(paths)


def test_order_of_the_input_does_not_matter() -> None:
    assert link_rows(links()) == link_rows(links().iloc[::-1])
    assert finding_rows(findings()) == finding_rows(findings().iloc[::-1])
    assert kpi_rows(measures()) == kpi_rows(measures()[::-1])
    assert total_rows(totals()) == total_rows(totals()[::-1])
    assert quarantine_rows(quarantine()) == quarantine_rows(quarantine()[::-1])


def test_absorbed_symptoms_are_not_printed_unless_they_only_warn() -> None:
    kept = printed(findings())
    assert kept["control"].tolist() == ["HO-02", "BI-06", "TE-09"]
    assert kept["absorbed_by"].tolist()[2] != ""


def test_nothing_to_print_leaves_headers(tmp_path: Path) -> None:
    paths = write_outputs(
        tmp_path, links=links_frame(), findings=findings_frame(), measures=(), totals=(), quarantine=()
    )
    assert [len(path.read_text(encoding="utf-8").splitlines()) for path in paths] == [1] * 5
