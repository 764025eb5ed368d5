"""Columns of Tryton's exports: labels joined by a slash for the fields of other records, or technical names joined by a point."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

PARTIES: Final = {
    "external_id": text(
        "ID",
    ),
    "code": text("Code", target=""),
    "name": text("Name", "Full Name", "Record Name", "rec_name", need=True),
    "full_name": text("Full Name", target=""),
    "language": text("Language", "lang.rec_name", target=""),
    "tax_id": text("Tax Identifier", "tax_identifier.rec_name", "tax_identifier.code", "Tax Identifier/Code"),
    "identifiers": text("Identifiers", "identifiers.rec_name", target=""),
    "addresses": text("Addresses", "addresses.rec_name", target="street"),
    "email": text(
        "Email",
        "E-Mail",
    ),
    "website": text("Website", target="domain"),
    "street": text("Addresses/Street", "addresses.street"),
    "city": text("Addresses/City", "addresses.city"),
    "postcode": text("Addresses/Postal Code", "addresses.postal_code"),
    "country": text("Addresses/Country", "Addresses/Country/Name", "addresses.country.rec_name"),
    "terms": text("Customer Payment Term", "customer_payment_term.rec_name", target="terms_days"),
    "replaced_by": text("Replaced By", "replaced_by.rec_name", target=""),
}

OPPORTUNITIES: Final = {
    "external_id": text(
        "ID",
    ),
    "number": text("Number", target="external_id"),
    "reference": text("Reference", target=""),
    "customer_name": text(
        "Party",
        "Party/Name",
        "Party/Record Name",
        "party.rec_name",
        "party.name",
    ),
    "customer": text("Party/ID", "party.id"),
    "party_code": text("Party/Code", "party.code", target=""),
    "owner": text(
        "Employee",
        "Employee/Record Name",
        "employee.rec_name",
    ),
    "state": text("State", target="is_won"),
    "stage": text("State (string)", "state.translated", "state:string"),
    "amount": money("Amount", total=True),
    "currency": text("Currency/Code", "Currency", "currency.code", "currency.rec_name"),
    "probability": number(
        "Conversion Probability",
    ),
    "start_date": day("Start Date", target="created"),
    "close_date": day(
        "End Date",
    ),
    "name": text(
        "Description",
    ),
    "lost_reason": text("Reason for loss", "Lost Reason", target=""),
    "sales": text("Sales", "sales.rec_name", target=""),
}

SALES: Final = {
    "external_id": text(
        "ID",
    ),
    "number": text("Number", target="ref"),
    "reference": text("Reference", target="po_number"),
    "customer_name": text(
        "Party",
        "Party/Name",
        "Party/Record Name",
        "party.rec_name",
        "party.name",
    ),
    "party_code": text("Party/Code", "party.code", target=""),
    "customer": text("Party/ID", "party.id"),
    "signed": day(
        "Sale Date",
    ),
    "status": text(
        "State",
    ),
    "status_text": text("State (string)", "state.translated", target=""),
    "currency": text("Currency/Code", "Currency", "currency.code", "currency.rec_name"),
    "value": money("Untaxed", "Untaxed Amount", total=True),
    "tax": money("Tax", "Tax Amount", target=""),
    "total": money("Total", "Total Amount", strict=True, target=""),
    "origin": text("Origin", "origin.rec_name", target="deal_ref"),
    "title": text(
        "Description",
    ),
    "terms": text("Payment Term", "payment_term.rec_name", target="terms_days"),
    "line_product": text("Lines/Product", "lines.product.rec_name", "lines.product", target=""),
    "line_quantity": number("Lines/Quantity", "lines.quantity", target=""),
    "line_unit": text("Lines/Unit", "lines.unit.rec_name", "lines.unit", target=""),
    "line_price": number("Lines/Unit Price", "lines.unit_price", target=""),
    "line_amount": money("Lines/Amount", "lines.amount", target=""),
}
