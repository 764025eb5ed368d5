"""Details of a line in the ways banks write them."""

from __future__ import annotations

from importers.bank.mt940.details import details_of, numbered


def test_german_parts_with_sepa_keywords() -> None:
    made = details_of(
        [
            "166?00GUTSCHRIFT?100399?20EREF+RE-2026-117?21KREF+NONREF?22MREF+M-77?23SVWZ+",
            "Rechnung 2026-117 vom 01.0?244.2026?30DRESDEFF508?31DE14508800500194785000?32ACME?33 GmbH",
        ]
    )
    assert (made.kind, made.payee) == ("GUTSCHRIFT", "ACME GmbH")
    assert made.references == ["RE-2026-117", "M-77"]
    assert made.text == "Rechnung 2026-117 vom 01.04.2026"


def test_a_full_part_runs_on_into_the_next() -> None:
    made = details_of(["166?00X?20SVWZ+Rechnung 2026-117 vom ?2101.04.2026 Projekt Nordhafen?22 und mehr"])
    assert made.text == "Rechnung 2026-117 vom 01.04.2026 Projekt Nordhafen und mehr"


def test_other_marks_for_the_parts() -> None:
    assert details_of(["000>100133967858", ">20 HUUR>21 KANTOOR"]).text == "HUUR KANTOOR"


def test_dutch_keywords_between_slashes() -> None:
    made = details_of(["/TRTP/SEPA OVERBOEKING/IBAN/NL12/BIC/INGBNL2A/NAME/ACME BV/REMI/Factuur 7/8/ER", "EF/E2E-1"])
    assert (made.kind, made.payee, made.text, made.references) == (
        "SEPA OVERBOEKING",
        "ACME BV",
        "Factuur 7/8",
        ["E2E-1"],
    )


def test_free_text_and_who_it_names() -> None:
    assert details_of(["FACTUUR 7", "REK: NL65/NAAM: PICQER"]).payee == "PICQER"
    assert details_of(["COLLECT; OD: JAN NOWAK; TYT.: X"]).payee == "JAN NOWAK"
    assert details_of(["NL47 hr x", "   ", "Betaling  sieraden"], "NL47 hr x").text == "Betaling sieraden"


def test_numbered_lines_of_a_bank() -> None:
    made = numbered(["01Invoice 7", "02 May", "15ACME", "16 Ltd", "17Transfer", "1812345"])
    assert (made.text, made.payee, made.kind) == ("Invoice 7 | May", "ACMELtd", "Transfer")
