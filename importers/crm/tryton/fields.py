"""Columns of Tryton's exports: labels joined by a slash for the fields of other records, or technical names joined by a point."""

from __future__ import annotations

from typing import Final

from importers.shared.columns import day, money, number, text

PARTIES: Final = {
    "external_id": text("ID", "id"),
    "code": text("Code", "code", target=""),
    "name": text("Name", "Full Name", "Record Name", "name", "rec_name", need=True),
    "full_name": text("Full Name", "full_name", target=""),
    "language": text("Language", "lang.rec_name", target=""),
    "tax_id": text("Tax Identifier", "tax_identifier.rec_name", "tax_identifier.code", "Tax Identifier/Code"),
    "identifiers": text("Identifiers", "identifiers.rec_name", target=""),
    "addresses": text("Addresses", "addresses.rec_name", target="street"),
    "email": text("Email", "E-Mail", "email"),
    "website": text("Website", "website", target="domain"),
    "street": text("Addresses/Street", "addresses.street"),
    "city": text("Addresses/City", "addresses.city"),
    "postcode": text("Addresses/Postal Code", "addresses.postal_code"),
    "country": text("Addresses/Country", "Addresses/Country/Name", "addresses.country.rec_name"),
    "terms": text(
        "Customer Payment Term", "customer_payment_term.rec_name", "customer_payment_term", target="terms_days"
    ),
    "replaced_by": text("Replaced By", "replaced_by.rec_name", target=""),
}

OPPORTUNITIES: Final = {
    "external_id": text("ID", "id"),
    "number": text("Number", "number", target="external_id"),
    "reference": text("Reference", "reference", target=""),
    "customer_name": text("Party", "Party/Name", "Party/Record Name", "party.rec_name", "party.name", "party"),
    "customer": text("Party/ID", "party.id"),
    "party_code": text("Party/Code", "party.code", target=""),
    "owner": text("Employee", "Employee/Record Name", "employee.rec_name", "employee"),
    "state": text("State", "state", target="is_won"),
    "stage": text("State (string)", "state.translated", "state:string"),
    "amount": money("Amount", "amount", total=True),
    "currency": text("Currency/Code", "Currency", "currency.code", "currency.rec_name"),
    "probability": number("Conversion Probability", "conversion_probability"),
    "start_date": day("Start Date", "start_date", target="created"),
    "close_date": day("End Date", "end_date"),
    "name": text("Description", "description"),
    "lost_reason": text("Reason for loss", "Lost Reason", "lost_reason", target=""),
    "sales": text("Sales", "sales.rec_name", target=""),
}

SALES: Final = {
    "external_id": text("ID", "id"),
    "number": text("Number", "number", target="ref"),
    "reference": text("Reference", "reference", target="po_number"),
    "customer_name": text("Party", "Party/Name", "Party/Record Name", "party.rec_name", "party.name", "party"),
    "party_code": text("Party/Code", "party.code", target=""),
    "customer": text("Party/ID", "party.id"),
    "signed": day("Sale Date", "sale_date"),
    "status": text("State", "state"),
    "status_text": text("State (string)", "state.translated", target=""),
    "currency": text("Currency/Code", "Currency", "currency.code", "currency.rec_name"),
    "value": money("Untaxed", "Untaxed Amount", "untaxed_amount", total=True),
    "tax": money("Tax", "Tax Amount", "tax_amount", target=""),
    "total": money("Total", "Total Amount", "total_amount", strict=True, target=""),
    "origin": text("Origin", "origin", "origin.rec_name", target="deal_ref"),
    "title": text("Description", "description"),
    "terms": text("Payment Term", "payment_term.rec_name", "payment_term", target="terms_days"),
    "line_product": text("Lines/Product", "lines.product.rec_name", "lines.product", target=""),
    "line_quantity": number("Lines/Quantity", "lines.quantity", target=""),
    "line_unit": text("Lines/Unit", "lines.unit.rec_name", "lines.unit", target=""),
    "line_price": number("Lines/Unit Price", "lines.unit_price", target=""),
    "line_amount": money("Lines/Amount", "lines.amount", target=""),
}
