"""What the ledger would print, learned from what it posted."""

from __future__ import annotations

from tests.core.invoicing.firm import FIXED, HOURLY, drafter


def test_customer_account_tax_code_and_terms() -> None:
    ledger = drafter().ledger
    assert ledger.system == "xero"
    assert ledger.customer_of(HOURLY) == ("xero:customer:Acme Ltd", "Acme Ltd")
    assert ledger.customer_of("register:contract:none") == ("", "")
    assert ledger.account_of(FIXED, "milestone") == ("200", "Advice")
    assert ledger.account_of(HOURLY, "prepaid") == ("200", "Advice")
    assert ledger.tax_code_of("Standard 20%", "xero:customer:Acme Ltd") == "20% (VAT on Income)"
    assert ledger.tax_code_of("Reverse charge", "xero:customer:Bolt Ltd") == ""
    assert ledger.terms_of(HOURLY, "") == 30
    assert ledger.terms_of("register:contract:none", "xero:customer:Bolt Ltd") is None
    assert ledger.needs_account()


def test_a_book_without_invoices_knows_nothing() -> None:
    ledger = drafter(invoices=[], invoice_lines=[]).ledger
    assert (ledger.system, ledger.customer_of(HOURLY), ledger.account_of(HOURLY, "hourly")) == ("", ("", ""), ("", ""))
