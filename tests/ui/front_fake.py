"""A front door without a book: an invented firm's month in memory, every use case working on it, every call on record."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from core.access.rules import require_second_person
from core.base.errors import TieoutError
from core.ports.importing import Answers, Progress
from core.services.views import (
    CellKind,
    EditableField,
    EvidenceView,
    Field,
    Figure,
    FileView,
    FindingView,
    Grid,
    GridColumn,
    HomeView,
    ImportView,
    KpiView,
    MappingView,
    MatchView,
    OutboxView,
    PreviewView,
    ReportView,
    RereadView,
    StepView,
    Task,
    ThreadStep,
    Touched,
)

AT = datetime(2026, 10, 2, 9, 15, tzinfo=UTC)
FINDINGS = (
    GridColumn("control", "Control", CellKind.CODE, width=76),
    GridColumn("title", "What", CellKind.TEXT, width=210),
    GridColumn("severity", "Severity", CellKind.CODE, width=76),
    GridColumn("impact_class", "Impact", CellKind.CODE, width=70),
    GridColumn("amount", "Amount", CellKind.MONEY, width=112),
    GridColumn("currency", "Currency", CellKind.CODE, width=70),
    GridColumn("customer", "Customer", CellKind.CODE, width=190),
    GridColumn("owner", "Owner", CellKind.CODE, width=130),
    GridColumn("contract", "Contract", CellKind.CODE, width=110),
    GridColumn("subject", "Subject", CellKind.TEXT, width=220),
    GridColumn("message", "Finding", CellKind.TEXT, width=380),
    GridColumn("field", "To correct", CellKind.TEXT, width=120),
    GridColumn("value", "Value", CellKind.TEXT, editable=True, width=110),
    GridColumn("suggestion", "Suggestion", CellKind.TEXT, width=260),
    GridColumn("state", "State", CellKind.CODE, width=90),
)
MATCHES = (
    GridColumn("kind", "Kind", CellKind.CODE, width=130),
    GridColumn("status", "Status", CellKind.CODE, width=100),
    GridColumn("confidence", "Confidence", CellKind.BASIS, width=90),
    GridColumn("left", "Left", CellKind.TEXT, width=260),
    GridColumn("right", "Right", CellKind.TEXT, width=260),
    GridColumn("amount", "Amount", CellKind.MONEY, width=120),
    GridColumn("currency", "Currency", CellKind.CODE, width=70),
    GridColumn("reason", "Evidence", CellKind.TEXT, width=420),
)
CUSTOMERS = (
    "Alder & Finch Joinery Ltd", "Belvoir Water Trust", "Corran Shipping GmbH", "Dunmore Castings plc", "Eastquay Housing Association",
    "Fennimore Dairy Co-operative", "Gravelle & Fils SA", "Hartnell Optics Ltd", "Isar Verlag GmbH", "Jessop Road Haulage",
    "Kestrel Grid Services", "Lomond Timber Group", "Meridian Tram Authority", "Nethergate Clinics", "Orchardleigh Schools Trust",
    "Pemberton Glass Works", "Quillan Foods SAS", "Ravensworth Solar plc", "Sable Point Marina", "Tolland Bearings AG",
)  # fmt: skip
OWNERS = ("Ingrid Falk", "Marcus Oduya", "Priya Raman", "Tom Whitlock", "Elena Sorrentino")
CHECKS = (
    ("TE-01", "Rate not on the rate card", "S1", "LR", "rate", "billed at {a}, the card says {b}"),
    ("TE-03", "Approved time not billed", "S2", "DC", "billable", "{h} approved hours are on no invoice"),
    ("TE-08", "Duplicate time", "S2", "OB", "billable", "the same {h} hours stand twice"),
    ("HO-02", "Contract without project", "S1", "DC", "", "signed in August, no project carries it"),
    (
        "HO-06",
        "Contract value and project budget differ",
        "S2",
        "LR",
        "budget amount",
        "contract {b}, project budget {a}",
    ),
    (
        "HO-13",
        "Purchase order missing",
        "S1",
        "DC",
        "po number",
        "the contract asks for a PO, the invoice carries none",
    ),
    (
        "MS-01",
        "Milestone reached, not invoiced",
        "S1",
        "DC",
        "accepted",
        "accepted on 4 September, no invoice line bills it",
    ),
    ("BI-06", "Invoice billed twice", "S1", "OB", "", "the same lines as the invoice of 1 September"),
    ("BI-08", "Price differs from contract", "S2", "OB", "", "line at {a}, contract {b}"),
    ("CA-03", "Short payment", "S2", "DC", "", "received {a} against {b}"),
    ("CA-07", "Receipt on the wrong customer", "S1", "MS", "", "paid by another customer of a like name"),
    ("GL-10", "Posted in the wrong month", "S1", "MS", "", "service of August, posted in September"),
    ("EX-03", "Billable expense not billed", "S2", "LR", "billable", "train tickets on no invoice"),
    ("MD-08", "Payment terms differ", "S2", "DC", "terms days", "contract 30 days, ledger 45 days"),
    ("FC-02", "Close date has passed", "S3", "PR", "close date", "open, and to be closed on 31 July"),
    ("TE-09", "Missing time", "S3", "PR", "", "{h} hours short of the week"),
)
KINDS = (
    "customer",
    "deal-contract",
    "contract-project",
    "contract-invoice",
    "milestone-invoice",
    "payment-invoice",
    "bank-payment",
    "person",
)


class BookLocked(TieoutError):
    """A refusal to provoke in tests."""

    code = "TST-101"
    template = "August is locked. Reopen the month, or date the correction in September."


@dataclass
class FakeFront:
    """Front in memory. calls: (method, arguments) in order. slow: seconds a long work waits between two progress calls."""

    findings_count: int = 312
    slow: float = 0.0
    who: str = "Ingrid Falk"
    calls: list[tuple[str, tuple[object, ...]]] = field(default_factory=list)
    refuse: TieoutError | None = None
    fail: Exception | None = None
    closed: bool = False
    empty: bool = False
    unchecked: bool = False  # files are there, nothing is matched and checked yet
    pdf: Path | None = None
    folder: Path | None = None
    saved: list[MappingView] = field(default_factory=list)
    previewed: Callable[[Path, Answers], PreviewView] | None = None

    def __post_init__(self) -> None:
        self._random = random.Random(11)
        self._lock = threading.Lock()
        self._findings: dict[str, dict[str, object]] = {}
        self._links: dict[str, dict[str, object]] = {}
        self._outbox: list[OutboxView] = []
        self._steps: list[StepView] = []
        self._undo: list[tuple[str, dict[str, dict[str, object]]]] = []
        self._redo: list[tuple[str, dict[str, dict[str, object]]]] = []
        self._files: list[FileView] = []
        self._quarantine: list[tuple[object, ...]] = []
        if self.unchecked:
            self.empty = True
            self._make_files()
            self._quarantine = []
        elif not self.empty:
            self._make_findings()
            self._make_links()
            self._make_files()
            self._make_outbox()

    # --- the invented month ------------------------------------------------------------------------------------------

    def _make_findings(self) -> None:
        dice = self._random
        for number in range(self.findings_count):
            control, title, severity, impact, to_fix, message = dice.choices(CHECKS, weights=range(len(CHECKS), 0, -1))[
                0
            ]
            at = min(int(dice.expovariate(0.16)), len(CUSTOMERS) - 1)
            customer = CUSTOMERS[at]
            currency = "EUR" if customer.endswith(("GmbH", "SA", "SAS", "AG")) else "GBP"
            amount = None if impact == "PR" else dice.randrange(4_000, 90_000, 250) * dice.choice((1, 1, 1, 6, 20))
            rate = dice.choice((9500, 11000, 12500, 14000))
            text = message.format(
                a=f"{rate / 100 - 15:,.2f}", b=f"{rate / 100:,.2f}", h=f"{dice.randrange(2, 60) / 2:.1f}"
            )
            value = {
                "rate": f"{rate / 100 - 15:.2f}",
                "billable": "yes",
                "terms days": "45",
                "close date": "2026-07-31",
                "po number": "",
            }.get(to_fix, "")
            if to_fix == "budget amount":
                value = f"{(amount or 0) / 100 + 24000:.2f}"
            key = f"{control}/{number:04d}"
            self._findings[key] = {
                "control": control, "title": title, "severity": severity, "impact_class": impact, "amount": amount, "currency": currency,
                "customer": customer, "owner": OWNERS[at % len(OWNERS)], "contract": f"HB-{2000 + at * 7 + number % 3}",
                "subject": f"{customer.split()[0]} {dice.choice(('rollout', 'audit', 'support', 'redesign', 'retainer'))} {2026 - number % 2}",
                "message": text, "field": to_fix, "value": value,
                "suggestion": {"rate": "take the card's rate", "billable": "bill it, or mark it not billable"}.get(to_fix, "see both sides"),
                "state": dice.choices(("open", "absorbed", "waived"), weights=(20, 3, 1))[0],
            }  # fmt: skip

    def _make_links(self) -> None:
        dice = self._random
        for number in range(428):
            kind = KINDS[number % len(KINDS)]
            customer = dice.choice(CUSTOMERS)
            sure = dice.random()
            status = "confirmed" if sure > 0.22 else "suggested" if sure > 0.03 else "rejected"
            money = kind in {"contract-invoice", "milestone-invoice", "payment-invoice", "bank-payment"}
            left = {
                "customer": customer,
                "person": dice.choice(OWNERS),
                "bank-payment": f"CREDIT {customer.split()[0].upper()} REF {9000 + number}",
            }.get(kind, f"HB-{2000 + number % 60} {customer}")
            right = {
                "customer": customer.replace(" Ltd", " Limited").replace("&", "and"),
                "person": dice.choice(OWNERS),
            }.get(kind, f"INV-{4100 + number} {customer}")
            self._links[f"{kind}\tl{number}\tr{number}"] = {
                "kind": kind, "status": status, "confidence": 9_990 if status == "confirmed" else dice.randrange(4200, 9400, 50),
                "left": left, "right": right, "amount": dice.randrange(40_000, 2_400_000, 2500) if money else None,
                "currency": "GBP" if money else "", "reason": dice.choice((
                    "number quoted in the bank text; amount equal", "same tax id; name differs by legal form", "only open sum that fits; same customer",
                    "e-mail equal", "reference and start date equal; value differs by 2 %", "name near; domain equal; city differs",
                )),
            }  # fmt: skip

    def _make_files(self) -> None:
        at = datetime(2026, 10, 1, 17, 40, tzinfo=UTC)
        year = ("2025-10-01", "2026-09-30")
        self._files = [
            FileView("companies.csv", "hubspot", "customer", "", 64, 64, 0, (), 0.99, 64, 0, 0, 1, at),
            FileView("deals.csv", "hubspot", "deal", "", 118, 117, 1, (("Amount", "GBP", "1,204,500.00"), ("Amount", "EUR", "310,250.00")), 0.99, 117, 0, 0, 2, at, period=year),
            FileView("register.xlsx", "register", "contract", "Contracts", 71, 71, 0, (("Value", "GBP", "1,980,000.00"),), 0.97, 71, 0, 0, 3, at, period=year),
            FileView("register.xlsx", "register", "milestone", "Milestones", 44, 44, 0, (("Amount", "GBP", "612,000.00"),), 0.97, 44, 0, 0, 3, at),
            FileView("time-report.csv", "harvest", "time", "", 14212, 14203, 9, (("Hours", "", "61,404.25"),), 0.98, 212, 31, 13960, 4, at, ("1 subtotal row checked and left out",), period=year),
            FileView("expenses.csv", "harvest", "expense", "", 402, 400, 2, (("Amount", "GBP", "48,212.40"),), 0.96, 400, 0, 0, 5, at, period=year),
            FileView("invoices.csv", "xero", "invoice", "", 1208, 1208, 0, (("Total", "GBP", "1,644,020.16"), ("Total", "EUR", "402,118.00")), 0.99, 1208, 0, 0, 6, at, period=year),
            FileView("payments.csv", "xero", "payment", "", 377, 377, 0, (("Amount", "GBP", "1,402,911.71"),), 0.99, 377, 0, 0, 7, at, period=year),
            FileView("bank-september.csv", "bank", "bank_line", "", 240, 238, 2, (("Amount", "GBP", "96,410.02"),), 0.88, 238, 0, 0, 8, at, ("Dates read as day/month: 14/09 cannot be a month.",), period=("2026-09-01", "2026-09-30")),
            FileView("team-photo.csv", "", "", "", 0, 0, 0, (), 0.0, 0, 0, 0, None, None, error="team-photo.csv is a picture (PNG), not a table. Export the list as CSV or XLSX and drop it again."),
        ]  # fmt: skip
        self._quarantine = [
            ("deals.csv", "", 88, "Amount", "twelve thousand", "IMP-104", "not an amount; write it in digits"),
            ("expenses.csv", "", 17, "Date", "31/09/2026", "IMP-105", "September has 30 days"),
            ("expenses.csv", "", 203, "Amount", "", "IMP-101", "an expense needs an amount"),
            ("bank-september.csv", "", 61, "Date", "??", "IMP-105", "not a day"),
            ("bank-september.csv", "", 122, "Amount", "1.204,5,0", "IMP-104", "two decimal marks"),
            *(
                (
                    "time-report.csv",
                    "",
                    400 + n * 713,
                    "Hours",
                    f"{n + 1}h3o",
                    "IMP-104",
                    "not a duration; write 7.5 or 7:30",
                )
                for n in range(9)
            ),
        ]

    def _make_outbox(self) -> None:
        def entry(
            number: int,
            system: str,
            entity: str,
            record: str,
            action: str,
            status: str,
            by: str,
            fields: tuple[Field, ...],
        ) -> OutboxView:
            file = f"{number:04d}-{system}-{entity}s.csv" if status in {"written", "confirmed"} else ""
            return OutboxView(number, system, entity, record, action, status, "Ingrid Falk", by, file, fields)

        self._outbox = [
            entry(1, "hubspot", "deal", "Corran port audit", "update", "confirmed", "Marcus Oduya", (Field("Amount", "42,000.00", "48,000.00", True), Field("Close date", "2026-08-14", "2026-08-14", False))),
            entry(2, "xero", "credit_note", "CN for INV-4117", "create", "written", "Marcus Oduya", (Field("Net", "", "−3,750.00", True), Field("Tax", "", "−750.00", True), Field("Reference", "", "credit of INV-4117", True))),
            entry(3, "xero", "invoice", "Re-bill of INV-4117", "create", "approved", "Marcus Oduya", (Field("Net", "3,750.00", "4,125.00", True), Field("Rate", "110.00", "125.00", True), Field("Hours", "33.00", "33.00", False), Field("Tax", "750.00", "825.00", True), Field("Customer", "Kestrel Grid Services", "Kestrel Grid Services", False))),
            entry(4, "xero", "invoice", "Draft for HB-2014, August", "create", "prepared", "", (Field("Customer", "", "Lomond Timber Group", True), Field("Lines", "", "3", True), Field("Net", "", "9,840.00", True))),
            entry(5, "xero", "customer", "Belvoir Water Trust", "update", "prepared", "", (Field("Payment terms", "45 days", "30 days", True), Field("Tax id", "GB 123 4567 82", "GB 123 4567 82", False))),
            entry(6, "harvest", "time", "18 time entries", "update", "prepared", "", (Field("Rate", "95.00", "110.00", True),)),
        ]  # fmt: skip

    # --- the front ---------------------------------------------------------------------------------------------------

    def _note(self, method: str, *arguments: object) -> None:
        with self._lock:
            self.calls.append((method, arguments))
        if self.fail is not None and method != "close":
            raise self.fail

    def called(self, method: str) -> list[tuple[object, ...]]:
        """The arguments of every call of `method`."""
        return [arguments for name, arguments in self.calls if name == method]

    def _open(self) -> list[dict[str, object]]:
        return [each for each in self._findings.values() if each["state"] == "open"]

    def home(self) -> HomeView:
        self._note("home")
        live = self._open()

        def total(name: str) -> Figure:
            title = {
                "LR": "Lost revenue",
                "DC": "Delayed cash",
                "OB": "Overbilling",
                "MS": "Misstatement",
                "PR": "Process",
            }[name]
            net = [each for each in live if each["impact_class"] == name]
            gross = [each for each in self._findings.values() if each["impact_class"] == name]
            if name == "PR":
                return Figure(name, title, text=f"{len(net)} open")
            minor = sum(int(str(each["amount"] or 0)) for each in net)
            return Figure(
                name,
                title,
                minor=minor,
                currency="GBP",
                text=f"{len(net)} open",
                unit=str(sum(int(str(each["amount"] or 0)) for each in gross)),
            )

        def severity(name: str) -> int:
            return sum(1 for each in live if each["severity"] == name)

        tasks = []
        if self._quarantine:
            tasks.append(
                Task(
                    "Read the quarantine",
                    "Rows that no reader could take; they are in no figure",
                    "imports",
                    len(self._quarantine),
                )
            )
        for name, title, detail in (
            ("S1", "Clear what blocks the close", "Findings of severity S1"),
            ("S2", "Resolve or explain", "Findings of severity S2"),
        ):
            if severity(name):
                tasks.append(Task(title, detail, "exceptions", severity(name)))
        suggested = sum(1 for each in self._links.values() if each["status"] == "suggested")
        if suggested:
            tasks.append(
                Task("Judge suggested links", "Likely, not proven: accept, reject or re-point", "matches", suggested)
            )
        if severity("S3"):
            tasks.append(Task("Look over the warnings", "Findings of severity S3", "exceptions", severity("S3")))
        waiting = sum(1 for each in self._outbox if each.status in {"prepared", "approved"})
        if waiting:
            tasks.append(
                Task("Send what is ready", "Corrections waiting for approval or for writing", "sending", waiting)
            )
        return HomeView(
            firm="Harbourline Advisory",
            period="2026-09",
            as_of=date(2026, 9, 30),
            base_currency="GBP",
            figures=() if self.empty else (
                Figure("ar_open", "Open receivables", minor=48_211_940, currency="GBP"),
                Figure("unbilled_wip", "Unbilled work", minor=13_904_250, currency="GBP"),
                Figure("deferred_revenue", "Deferred revenue", minor=6_120_000, currency="GBP"),
                Figure("backlog", "Backlog", minor=91_250_000, currency="GBP"),
                Figure("dso_countback", "Days sales outstanding", text="41.3", unit="days"),
                Figure("utilization", "Utilization", text="71.8", unit="%"),
                Figure("revenue_leakage", "Revenue leakage", unknown="needs the rate card of 2 contracts"),
            ),
            impact=tuple(total(name) for name in ("LR", "DC", "OB", "MS", "PR")),
            tasks=tuple(tasks),
            not_evaluated=() if self.empty else (
                ("GL-13", "no intercompany accounts are marked"),
                ("EX-05", "no contract states an expense cap"),
                ("CA-12", "the ledger export holds no exchange gains or losses"),
            ),
            digest="9f41c07ae2b85d3361f0a7c4e9",
            gate_open=severity("S1") == 0 and not self.empty,
        )  # fmt: skip

    def import_files(self, paths: Sequence[Path], progress: Progress, accept_untied: str = "") -> ImportView:
        if accept_untied:
            self._note("accept_untied", accept_untied)
        self._note("import_files", tuple(paths))
        for number, path in enumerate(paths):
            progress(f"Reading {path.name}", number, len(paths))
            if self.slow:
                for _ in range(100):
                    progress(f"Reading {path.name}", number, len(paths))
                    time.sleep(self.slow)
            refused = path.suffix.lower() in {".png", ".jpg"}
            error = (
                f"{path.name} is a picture, not a table. Export the list as CSV or XLSX and drop it again."
                if refused
                else ""
            )
            rows = 0 if refused else 40
            batch = None if refused else 20 + number
            self._files.append(
                FileView(
                    path.name,
                    "" if refused else "harvest",
                    "" if refused else "time",
                    "",
                    rows,
                    rows,
                    0,
                    (),
                    0.0 if refused else 0.98,
                    rows,
                    0,
                    0,
                    batch,
                    AT,
                    error=error,
                )
            )
        progress("Done", len(paths), len(paths))
        return self.imports()

    def imports(self) -> ImportView:
        self._note("imports")
        columns = (
            GridColumn("file", "File", CellKind.CODE, width=150),
            GridColumn("sheet", "Sheet", CellKind.TEXT, width=90),
            GridColumn("row", "Row", CellKind.COUNT, width=70),
            GridColumn("column", "Column", CellKind.TEXT, width=110),
            GridColumn("value", "Value", CellKind.TEXT, width=150),
            GridColumn("code", "Code", CellKind.CODE, width=90),
            GridColumn("reason", "Reason", CellKind.TEXT, width=320),
        )
        rows = self._quarantine
        values = tuple([row[place] for row in rows] for place in range(len(columns)))
        return ImportView(tuple(self._files), Grid(columns, [_key(row) for row in rows], values))

    def quarantined(self, key: str) -> tuple[tuple[str, str], ...]:
        self._note("quarantined", key)
        row = next(each for each in self._quarantine if _key(each) == key)
        cells = {
            "Date": "14/09/2026",
            "Client": "Kestrel Grid Services",
            "Project": "Audit",
            "Amount": "120.00",
            "Hours": "2.5",
        }
        return tuple((cells | {str(row[3]): str(row[4])}).items())

    def read_again(self, edits: Mapping[str, Mapping[str, str]], why: str) -> RereadView:
        self._note("read_again", {key: dict(cells) for key, cells in edits.items()}, why)
        refused = tuple(
            (key, "it is still no number") for key, cells in edits.items() if "?" in "".join(cells.values())
        )
        done = edits.keys() - dict(refused)
        self._quarantine = [each for each in self._quarantine if _key(each) not in done]
        return RereadView(Touched(None, f"{len(done)} quarantined rows corrected" if done else ""), refused)

    def set_aside(self, keys: Sequence[str], why: str) -> Touched:
        self._note("set_aside", tuple(keys), why)
        self._quarantine = [each for each in self._quarantine if _key(each) not in keys]
        return Touched(None, f"{len(keys)} quarantined rows set aside")

    def preview(self, path: Path, answers: Answers | None = None) -> PreviewView:
        self._note("preview", path, answers)
        if self.previewed is not None:
            return self.previewed(path, answers or Answers())
        return PreviewView(
            path.name, f"{path.name} is no table.", "", "", "", (), 0, "", "", 0.0, False, False, (), (), 0, 0, (), 0, (), (), (), (), (),
        )  # fmt: skip

    def import_mapped(
        self, path: Path, answers: Answers, *, remember: bool, progress: Progress, accept_untied: str = ""
    ) -> ImportView:
        self._note("import_mapped", path, answers, remember, accept_untied)
        progress("Storing", 1, 1)
        return self.imports()

    def mappings(self) -> tuple[MappingView, ...]:
        self._note("mappings")
        return tuple(self.saved)

    def forget_mapping(self, fingerprint: str) -> Touched:
        self._note("forget_mapping", fingerprint)
        self.saved = [each for each in self.saved if each.fingerprint != fingerprint]
        return Touched(None, "Mapping forgotten")

    def watched(self) -> Path | None:
        return self.folder

    def watch(self, folder: Path | None) -> None:
        self._note("watch", folder)
        self.folder = folder

    def waiting_files(self) -> tuple[Path, ...]:
        self._note("waiting_files")
        return tuple(sorted(self.folder.iterdir())) if self.folder is not None else ()

    def undo_batch(self, batch: int, why: str) -> Touched:
        self._note("undo_batch", batch, why)
        self._files = [each for each in self._files if each.batch != batch]
        return self._step("Withdraw import", why, {})

    def run(self, progress: Progress) -> Touched:
        self._note("run")
        for done in range(20):
            progress("Checking", done, 20)
            time.sleep(self.slow)
        return Touched(None, "Matched and checked.", findings=tuple(self._findings))

    def _grid(self, columns: tuple[GridColumn, ...], rows: dict[str, dict[str, object]]) -> Grid:
        return Grid(columns, list(rows), tuple([each[column.name] for each in rows.values()] for column in columns))

    def matches(self) -> Grid:
        self._note("matches")
        return self._grid(MATCHES, self._links)

    def match(self, key: str) -> MatchView:
        self._note("match", key)
        link = self._links[key]
        left, right = str(link["left"]), str(link["right"])
        kind, left_id, right_id = key.split("\t")
        return MatchView(
            key, kind, left_id, right_id, left, right, str(link["status"]), int(str(link["confidence"])),
            (
                Field("Name", left, right, left != right),
                Field("Amount", "12,400.00", "12,400.00", False),
                Field("Date", "2026-08-31", "2026-09-02", True),
                Field("Currency", "GBP", "GBP", False),
                Field("Tax id", "GB 123 4567 82", "GB 123 4567 82", False),
                Field("Terms (days)", "30", "45", True),
                Field("City", "Leith", "Leith", False),
            ),
            (EvidenceView("same tax id", 640), EvidenceView("name equal but for the legal form", 310), EvidenceView("terms differ", -45)),
            (("alt1", f"{right} (Scotland)", "name near, other city"), ("alt2", "Belvoir Water Services", "name near, other tax id")),
        )  # fmt: skip

    def decide(self, keys: Sequence[str], verdict: str, why: str) -> Touched:
        self._note("decide", tuple(keys), verdict, why)
        before = {key: dict(self._links[key]) for key in keys}
        for key in keys:
            self._links[key] |= {"status": verdict}
        word = "Accept" if verdict == "confirmed" else "Reject"
        return replace(self._step(f"{word} {_many(len(keys), 'link')}", why, before), links=tuple(keys))

    def repoint(self, key: str, right: str, why: str) -> Touched:
        self._note("repoint", key, right, why)
        before = {key: dict(self._links[key])}
        self._links[key] |= {"status": "rejected"}
        return replace(self._step("Re-point link", why, before), links=(key,))

    def exceptions(self) -> Grid:
        self._note("exceptions")
        return self._grid(FINDINGS, self._findings)

    def finding(self, key: str) -> FindingView:
        self._note("finding", key)
        row = self._findings[key]
        currency = str(row["currency"])
        contract = str(row["contract"])
        editable = (
            EditableField(
                "time",
                f"harvest:time:{key}",
                str(row["field"]),
                str(row["field"]).capitalize(),
                CellKind.TEXT,
                row["value"],
                currency,
            ),
        )
        return FindingView(
            key, str(row["control"]), str(row["title"]), str(row["severity"]), str(row["impact_class"]),
            None if row["amount"] is None else int(str(row["amount"])), currency, f"{row['subject']}: {row['message']}", str(row["suggestion"]),
            f"Contract {contract}", f"Harvest time, {row['subject']}",
            (
                Field("Customer", str(row["customer"]), str(row["customer"]), False),
                Field("Rate", "125.00", "110.00", True),
                Field("Role", "Senior consultant", "Senior consultant", False),
                Field("Currency", currency, currency, False),
                Field("From", "2026-07-01", "", False),
            ),
            (
                ThreadStep("Deal", (("d", f"{row['customer']} 2026"),), 4_800_000, currency),
                ThreadStep("Contract", (("c", f"{contract} Time and materials"),), 4_800_000, currency),
                ThreadStep("Project", (("p", str(row["subject"])),), None, ""),
                ThreadStep("Time", (("", "412.50 billable hours"),), 4_537_500, currency),
                ThreadStep("Invoices", (("i", "INV-4117"), ("i", "INV-4123"), ("i", "INV-4140")), 4_125_000, currency),
                ThreadStep("Payments", (("y", "RCT-208"),), 2_750_000, currency),
                ThreadStep("Bank", (("b", "CREDIT 14 SEP"),), 2_750_000, currency),
                ThreadStep("Ledger", (), None, currency, "nothing posted"),
            ),
            (("x", "INV-4117"),), editable if row["field"] else (),
            ("2 Oct 09:15  Ingrid Falk: Correct rate 95.00 to 110.00, card of July",),
            absorbed_by="HO-02" if row["state"] == "absorbed" else "", can_draft="credit_rebill" if row["control"] in {"BI-06", "BI-08", "TE-01"} else "",
        )  # fmt: skip

    def edit(self, table: str, record: str, field: str, value: object, why: str) -> Touched:
        self._note("edit", table, record, field, value, why)
        key = record.removeprefix("harvest:time:")
        return self._correct([key], value, why)

    def edit_findings(self, keys: Sequence[str], column: str, value: object, why: str) -> Touched:
        self._note("edit_findings", tuple(keys), column, value, why)
        if self.refuse is not None:
            raise self.refuse
        return self._correct(keys, value, why)

    def _correct(self, keys: Sequence[str], value: object, why: str) -> Touched:
        before = {key: dict(self._findings[key]) for key in keys}
        for key in keys:
            amount = self._findings[key]["amount"]
            self._findings[key] |= {"value": str(value), "amount": None if amount is None else int(str(amount)) // 2}
        return replace(self._step(f"Correct {_many(len(keys), 'finding')}", why, before), findings=tuple(keys))

    def waive(self, keys: Sequence[str], reason: str, expires: str, why: str) -> Touched:
        self._note("waive", tuple(keys), reason, expires, why)
        before = {key: dict(self._findings[key]) for key in keys}
        for key in keys:
            self._findings[key] |= {"state": "waived"}
        return replace(self._step(f"Waive {_many(len(keys), 'finding')}", why, before), findings=tuple(keys))

    def _step(self, name: str, why: str, before: dict[str, dict[str, object]]) -> Touched:
        self._undo.append((name, before))
        self._redo.clear()
        number = len(self._steps) + 1
        self._steps.append(StepView(number, name, self.who, why, AT, False, ()))
        return Touched(number, f"{name}.")

    def _swap(self, name: str, before: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
        now = {}
        for key, row in before.items():
            home = self._findings if key in self._findings else self._links
            now[key] = dict(home[key])
            home[key] = dict(row)
        return now

    def undo(self) -> Touched:
        self._note("undo")
        if not self._undo:
            return Touched(None, "")
        name, before = self._undo.pop()
        self._redo.append((name, self._swap(name, before)))
        return Touched(len(self._steps), f"Undone: {name}.", findings=tuple(before), links=tuple(before))

    def redo(self) -> Touched:
        self._note("redo")
        if not self._redo:
            return Touched(None, "")
        name, after = self._redo.pop()
        self._undo.append((name, self._swap(name, after)))
        return Touched(len(self._steps), f"Done again: {name}.", findings=tuple(after), links=tuple(after))

    def steps(self) -> tuple[StepView, ...]:
        self._note("steps")
        return tuple(reversed(self._steps))

    def prepare(self, key: str) -> Touched:
        self._note("prepare", key)
        number = len(self._outbox) + 1
        fields = (Field("Net", "", "1,250.00", True), Field("Tax", "", "250.00", True))
        self._outbox.append(
            OutboxView(
                number, "xero", "invoice", f"Correction for {key}", "create", "prepared", self.who, "", "", fields
            )
        )
        return self._step("Prepare correction", "drafted", {})

    def outbox(self) -> tuple[OutboxView, ...]:
        self._note("outbox")
        return tuple(self._outbox)

    def queue_changes(self) -> Touched:
        self._note("queue_changes")
        return Touched(None, "No correction waits to be queued.")

    def approve(self, numbers: Sequence[int], by: str) -> Touched:
        self._note("approve", tuple(numbers), by)
        for each in self._outbox:
            if each.number in numbers:
                require_second_person(each.prepared_by, by)
        self._outbox = [
            replace(each, status="approved", approved_by=by) if each.number in numbers else each
            for each in self._outbox
        ]
        return self._step(f"Approve {_many(len(numbers), 'entry', 'entries')}", "", {})

    def write_outbox(self, folder: Path) -> tuple[Path, ...]:
        self._note("write_outbox", folder)
        written = [each for each in self._outbox if each.status == "approved"]
        self._outbox = [
            replace(each, status="written", file=f"{each.number:04d}.csv") if each in written else each
            for each in self._outbox
        ]
        return tuple(folder / f"{each.number:04d}.csv" for each in written)

    def report(self, folder: Path, progress: Progress) -> ReportView:
        self._note("report", folder)
        for page in range(5):
            progress("Printing", page, 5)
            time.sleep(self.slow)
        path = self.pdf or folder / "reconciliation.pdf"
        return ReportView(str(path), 5, str(folder / "reconciliation.xlsx"), KPIS)

    def close(self) -> None:
        self._note("close")
        self.closed = True


def _key(row: tuple[object, ...]) -> str:
    """The key of a quarantined row."""
    return f"{row[0]}|{row[2]}|{row[3]}"


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one}" if count == 1 else f"{count} {several or one + 's'}"


KPIS = (
    KpiView("ar_open", "Open receivables", "2026-09", "482,119.40", "GBP", ""),
    KpiView("unbilled_wip", "Unbilled work", "2026-09", "139,042.50", "GBP", "14.5 hours without a rate"),
    KpiView("deferred_revenue", "Deferred revenue", "2026-09", "61,200.00", "GBP", ""),
    KpiView("backlog", "Backlog", "2026-09", "912,500.00", "GBP", "2 contracts without an end"),
    KpiView("dso_countback", "Days sales outstanding", "2026-09", "41.3", "days", ""),
    KpiView("utilization", "Utilization", "2026-09", "71.8", "%", "1 person without a capacity"),
    KpiView("realization", "Realization", "2026-09", "93.4", "%", ""),
    KpiView("revenue_leakage", "Revenue leakage", "2026-09", "", "%", "", "needs the rate card of 2 contracts"),
)
