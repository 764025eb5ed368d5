"""Business terms of EN 16931 that are read, and where the two syntaxes keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from importers.shared.columns import day, money, number, text

DOCUMENT: Final = {
    "number": text("BT-1 Invoice number", need=True),
    "day": day("BT-2 Invoice issue date", need=True),
    "type": text("BT-3 Invoice type code", target="kind"),
    "currency": text("BT-5 Invoice currency code", need=True),
    "due": day("BT-9 Payment due date"),
    "buyer_reference": text("BT-10 Buyer reference", target="reference"),
    "project": text("BT-11 Project reference", target="reference"),
    "contract": text("BT-12 Contract reference", target="reference"),
    "po_number": text("BT-13 Purchase order reference"),
    "terms": text("BT-20 Payment terms", target="terms_days"),
    "credited": text("BT-25 Preceding invoice reference", target="reference"),
    "seller": text("BT-27 Seller name", target=""),
    "customer_name": text("BT-44 Buyer name", need=True),
    "net": money("BT-109 Invoice total without VAT", target=""),
    "tax": money("BT-110 Invoice total VAT amount"),
    "total": money("BT-112 Invoice total with VAT", need=True, total=True),
    "paid": money("BT-113 Paid amount"),
    "due_amount": money("BT-115 Amount due for payment", target=""),
}
"""One row a file: the document. Headings are the numbers and names of the semantic model, whatever the syntax."""

LINES: Final = {
    "line": text("BT-126 Line identifier", target=""),
    "quantity": number("BT-129 Quantity"),
    "amount": money("BT-131 Line net amount", need=True, total=True),
    "unit_price": number("BT-146 Item net price"),
    "base": number("BT-149 Price base quantity", target="unit_price"),
    "category": text("BT-151 VAT category code", target="tax_code"),
    "rate": text("BT-152 VAT rate", target="tax_code"),
    "item": text("BT-153 Item name"),
    "description": text("BT-154 Item description"),
}
"""One row a line, and one for each allowance (negative) and charge on the whole document."""

CREDITS: Final = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Type codes (UNTDID 1001) of credit notes, whose amounts are printed positive and credit the buyer."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """Where one syntax keeps the terms: paths of local names from the root, "|" between alternatives.

    document: heading number -> path; lines: path of the line elements; line: heading number -> path below a line element.
    """

    document: dict[str, str]
    sums: dict[str, str]
    lines: str
    line: dict[str, str]
    taxes: str
    adjustments: str
    adjustment: dict[str, str]


_UBL_BUYER = "AccountingCustomerParty/Party/"
_UBL_SELLER = "AccountingSupplierParty/Party/"
_UBL_SUMS = "LegalMonetaryTotal/"
_UBL_DOCUMENT: Final = {
    "BT-1": "ID",
    "BT-2": "IssueDate",
    "BT-3": "InvoiceTypeCode|CreditNoteTypeCode",
    "BT-5": "DocumentCurrencyCode",
    "BT-9": "DueDate|PaymentMeans/PaymentDueDate|PaymentTerms/PaymentDueDate",
    "BT-10": "BuyerReference",
    "BT-11": "ProjectReference/ID",
    "BT-12": "ContractDocumentReference/ID",
    "BT-13": "OrderReference/ID",
    "BT-20": "PaymentTerms/Note",
    "BT-25": "BillingReference/InvoiceDocumentReference/ID",
    "BT-27": _UBL_SELLER + "PartyLegalEntity/RegistrationName|" + _UBL_SELLER + "PartyName/Name",
    "BT-44": _UBL_BUYER + "PartyLegalEntity/RegistrationName|" + _UBL_BUYER + "PartyName/Name",
    "BT-109": _UBL_SUMS + "TaxExclusiveAmount",
    "BT-112": _UBL_SUMS + "TaxInclusiveAmount",
    "BT-113": _UBL_SUMS + "PrepaidAmount",
    "BT-115": _UBL_SUMS + "PayableAmount",
}
_UBL_TOTALS: Final = {
    "BT-106": _UBL_SUMS + "LineExtensionAmount",
    "BT-107": _UBL_SUMS + "AllowanceTotalAmount",
    "BT-108": _UBL_SUMS + "ChargeTotalAmount",
    "BT-114": _UBL_SUMS + "PayableRoundingAmount",
}


def _ubl(line: str, quantity: str) -> Syntax:
    return Syntax(
        document=_UBL_DOCUMENT,
        sums=_UBL_TOTALS,
        lines=line,
        line={
            "BT-126": "ID",
            "BT-129": quantity,
            "BT-131": "LineExtensionAmount",
            "BT-146": "Price/PriceAmount",
            "BT-149": "Price/BaseQuantity",
            "BT-151": "Item/ClassifiedTaxCategory/ID",
            "BT-152": "Item/ClassifiedTaxCategory/Percent",
            "BT-153": "Item/Name",
            "BT-154": "Item/Description|Note",
        },
        taxes="TaxTotal/TaxAmount",
        adjustments="AllowanceCharge",
        adjustment={
            "charge": "ChargeIndicator",
            "BT-131": "Amount",
            "BT-151": "TaxCategory/ID",
            "BT-152": "TaxCategory/Percent",
            "BT-154": "AllowanceChargeReason|AllowanceChargeReasonCode",
        },
    )


_CII_AGREEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement/"
_CII_SETTLEMENT = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/"
_CII_SUMS = _CII_SETTLEMENT + "SpecifiedTradeSettlementHeaderMonetarySummation/"
_CII: Final = Syntax(
    document={
        "BT-1": "ExchangedDocument/ID",
        "BT-2": "ExchangedDocument/IssueDateTime/DateTimeString",
        "BT-3": "ExchangedDocument/TypeCode",
        "BT-5": _CII_SETTLEMENT + "InvoiceCurrencyCode",
        "BT-9": _CII_SETTLEMENT + "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
        "BT-10": _CII_AGREEMENT + "BuyerReference",
        "BT-11": _CII_AGREEMENT + "SpecifiedProcuringProject/ID",
        "BT-12": _CII_AGREEMENT + "ContractReferencedDocument/IssuerAssignedID",
        "BT-13": _CII_AGREEMENT + "BuyerOrderReferencedDocument/IssuerAssignedID",
        "BT-20": _CII_SETTLEMENT + "SpecifiedTradePaymentTerms/Description",
        "BT-25": _CII_SETTLEMENT + "InvoiceReferencedDocument/IssuerAssignedID",
        "BT-27": _CII_AGREEMENT + "SellerTradeParty/Name",
        "BT-44": _CII_AGREEMENT + "BuyerTradeParty/Name",
        "BT-109": _CII_SUMS + "TaxBasisTotalAmount",
        "BT-112": _CII_SUMS + "GrandTotalAmount",
        "BT-113": _CII_SUMS + "TotalPrepaidAmount",
        "BT-115": _CII_SUMS + "DuePayableAmount",
    },
    sums={
        "BT-106": _CII_SUMS + "LineTotalAmount",
        "BT-107": _CII_SUMS + "AllowanceTotalAmount",
        "BT-108": _CII_SUMS + "ChargeTotalAmount",
        "BT-114": _CII_SUMS + "RoundingAmount",
    },
    lines="SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem",
    line={
        "BT-126": "AssociatedDocumentLineDocument/LineID",
        "BT-129": "SpecifiedLineTradeDelivery/BilledQuantity",
        "BT-131": "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
        "BT-146": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount",
        "BT-149": "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/BasisQuantity",
        "BT-151": "SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode",
        "BT-152": "SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent",
        "BT-153": "SpecifiedTradeProduct/Name",
        "BT-154": "SpecifiedTradeProduct/Description|AssociatedDocumentLineDocument/IncludedNote/Content",
    },
    taxes=_CII_SUMS + "TaxTotalAmount",
    adjustments=_CII_SETTLEMENT + "SpecifiedTradeAllowanceCharge",
    adjustment={
        "charge": "ChargeIndicator/Indicator",
        "BT-131": "ActualAmount",
        "BT-151": "CategoryTradeTax/CategoryCode",
        "BT-152": "CategoryTradeTax/RateApplicablePercent",
        "BT-154": "Reason|ReasonCode",
    },
)

SYNTAXES: Final = {
    "Invoice": _ubl("InvoiceLine", "InvoicedQuantity"),
    "CreditNote": _ubl("CreditNoteLine", "CreditedQuantity"),
    "CrossIndustryInvoice": _CII,
}
"""Local name of the root element -> its syntax."""

NAMESPACES: Final = {
    "Invoice": "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
    "CreditNote": "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
    "CrossIndustryInvoice": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
}
"""The namespace a root element must stand in to be an invoice of that syntax."""
