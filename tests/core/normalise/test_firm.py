from __future__ import annotations

from core.normalise.firm import firm_of


def test_the_name_that_several_files_print_is_the_firm() -> None:
    files = [
        ("Account Transactions", "Alder & Co Ltd", "For the period 1 May 2026 to 31 May 2026"),
        ("Alder & Co Ltd - Contract register: Rates", "As at 31 May 2026"),
        ("Invoice List", "As at 31 May 2026"),
    ]
    assert firm_of(files) == "Alder & Co Ltd"


def test_one_file_alone_proves_nothing() -> None:
    assert firm_of([("Alder & Co Ltd",), ()]) == ""
