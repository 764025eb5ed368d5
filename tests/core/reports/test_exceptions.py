from __future__ import annotations

from core.reports.exceptions import controls_section, findings_section, gate_of, labels_of, stated, summary_table
from core.reports.shapes import Tone
from tests.core.reports.books import CONTROLS, K1, K2, findings, tables


def test_order_and_state() -> None:
    """By class (LR, DC, OB ...), severity, amount falling; what is absorbed or waived says so."""
    found = stated(findings(), {"BI-06|xero:invoice:INV-3|": "agreed"})
    assert found[["control", "state", "note"]].values.tolist() == [
        ["TE-09", "absorbed", "Counted in HO-02, contract K-1"],
        ["HO-02", "open", ""],
        ["BI-06", "absorbed", "Counted in HO-02, contract K-1"],
        ["BI-06", "waived", "Waived: agreed"],
    ]


def test_gate() -> None:
    found = stated(findings(), {})
    gate = gate_of(found)
    assert (gate.met, gate.blockers) == (False, (f"HO-02|{K1}|",))
    assert (
        gate.sentence
        == "1 open finding of severity S1 blocks the close; 1 finding of severity S2 is to be resolved or explained."
    )
    waived = gate_of(stated(findings(), {f"HO-02|{K1}|": "client confirmed"}))
    assert waived.met
    assert waived.sentence.startswith("No open finding of severity S1;")


def test_summary_gross_less_upstream_less_waived_is_net() -> None:
    table = summary_table(stated(findings(), {}), "GBP")
    by = dict(zip(table.column("impact_class"), table.rows, strict=True))
    assert by["OB"][2:] == (0, 2, 0, 2, 1, 12_345, 12_345, 0, 0)
    assert by["DC"][2:] == (1, 0, 0, 1, 0, 400_000, 0, 0, 400_000)
    sums = table.totals[0].sums
    assert sums["gross"] == 412_345
    assert sums["net"] == 400_000
    assert sums["count"] == 4
    assert sums["gross"] == (sums["absorbed"] or 0) + (sums["waived"] or 0) + (sums["net"] or 0)


def test_findings_as_pages() -> None:
    section = findings_section(stated(findings(), {}), CONTROLS, tables())
    assert [table.title for table in section.tables] == [
        "Lost revenue · S3",
        "Delayed cash · S1",
        "Overbilling and refund exposure · S2",
    ]
    last = section.tables[-1]
    assert last.caption == "S2 to be resolved or explained: 2 findings, 1 counted upstream, 1 not priced."
    assert last.column("number") == [3, 4]
    assert last.tones == (Tone.QUIET, Tone.PLAIN)
    assert [(each.label, each.sums["base"]) for each in last.totals] == [
        ("Gross", 12_345),
        ("Counted upstream", -12_345),
        ("Net", 0),
    ]
    assert last.totals[0].unknown == 1
    blocker = section.tables[1]
    assert blocker.column("subject") == ["contract K-1"]
    assert blocker.column("label") == ["Σίγμα Ąžuolas Жук Ltd, Advice"]
    assert blocker.column("related") == ["with contract K-2"]
    assert blocker.records == ((K1, K2),)


def test_labels_name_what_an_id_hides() -> None:
    labels = labels_of(
        tables(), ["xero:invoice:INV-3", "bank:bank_line:b.csv#1", "xero:account:200", "hubspot:deal:none"]
    )
    assert labels == {
        "xero:invoice:INV-3": "Somebody, 2026-09-10",
        "bank:bank_line:b.csv#1": "2026-09-20",
        "xero:account:200": "Fees",
    }


def test_controls_evaluated_and_not() -> None:
    section = controls_section(stated(findings(), {}), CONTROLS, [("GL-14", "no tax account was read")], "GBP")
    evaluated, skipped = section.tables
    assert evaluated.column("control") == ["HO-02", "TE-09", "BI-06"]
    assert evaluated.column("count") == [1, 1, 2]
    assert skipped.rows == (("GL-14", "Tax control", "no tax account was read"),)
    assert section.lead == "3 controls evaluated, 0 of them without a finding; 1 not evaluated."
    none = controls_section(findings().iloc[:0].assign(state="", note=""), CONTROLS, [], "GBP")
    assert none.tables[1].caption == "Every control was evaluated."
    assert none.lead.startswith("4 controls evaluated, 4 of them without a finding")


def test_no_finding_is_said() -> None:
    none = findings_section(stated(findings().iloc[:0], {}), CONTROLS, tables())
    assert (none.tables, none.lead) == ((), "No control is broken.")
