"""Elements of CAMT.052, .053 and .054 that are read; names are the same in all versions, namespaces are not looked at."""

from __future__ import annotations

from typing import Final

MESSAGES: Final = {
    "BkToCstmrStmt": "Stmt",  # camt.053, the statement
    "BkToCstmrAcctRpt": "Rpt",  # camt.052, during the day
    "BkToCstmrDbtCdtNtfctn": "Ntfctn",  # camt.054, details of entries
}
"""Message -> element of one account's report in it."""
ENTRY: Final = {
    "AcctSvcrRef": "external_id",
    "BookgDt": "day",
    "ValDt": "day",
    "Amt": "amount",
    "CdtDbtInd": "amount",
    "BkTxCd": "type",
    "NtryDtls/TxDtls/RltdPties": "payee",
    "NtryDtls/TxDtls/RmtInf": "description",
    "AddtlNtryInf": "description",
    "NtryDtls/TxDtls/Refs": "reference",
}
"""Element of an entry -> canonical field."""
REFERENCES: Final = ("Refs/EndToEndId", "Refs/InstrId", "Refs/TxId", "Refs/MndtId", "Refs/ChqNb", "Refs/UETR")
"""What a payer or a bank calls the payment, best first."""
TEXTS: Final = (
    "RmtInf/Ustrd",
    "RmtInf/Strd/CdtrRefInf/Ref",
    "RmtInf/Strd/RfrdDocInf/Nb",
    "RmtInf/Strd/AddtlRmtInf",
    "AddtlTxInf",
)
RETURNS: Final = ("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry", "RtrInf/AddtlInf")
OPENING: Final = ("OPBD", "PRCD")
CLOSING: Final = ("CLBD",)
BOOKED: Final = "BOOK"
