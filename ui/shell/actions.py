"""Everything a person can do, declared once: menus, palette, shortcuts and the help page are made from this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a person can do. keys: shortcut in Qt's words; page: the page it belongs to, "" for everywhere; text: one sentence."""

    id: str
    title: str
    group: str
    text: str
    keys: str = ""
    page: str = ""
    picture: str = ""


GROUPS: Final = ("File", "Edit", "View", "Go", "Import", "Matches", "Exceptions", "Sending", "Reports", "Help")
ACTIONS: Final[tuple[Action, ...]] = (
    Action("import.files", "Import files…", "File", "Reads export files into the book.", "Ctrl+O", picture="file"),
    Action("import.folder", "Import a folder…", "File", "Reads every export in a folder into the book.", "Ctrl+Shift+O", picture="folder"),
    Action("run.checks", "Match and check again", "File", "Ties all records and runs every control anew.", "F5", picture="run"),
    Action("who.set", "Say who prepares…", "File", "Sets the name that stands behind your corrections.", picture="person"),
    Action("app.quit", "Quit", "File", "Closes the book and the window.", "Ctrl+Q"),
    Action("edit.undo", "Undo", "Edit", "Takes back the newest correction.", "Ctrl+Z", picture="undo"),
    Action("edit.redo", "Redo", "Edit", "Does the newest undone correction again.", "Ctrl+Shift+Z", picture="redo"),
    Action("grid.copy", "Copy rows", "Edit", "Copies the selected rows for a spreadsheet.", "Ctrl+C"),
    Action("grid.paste", "Paste a column", "Edit", "Pastes one value into all selected rows, or a column downwards.", "Ctrl+V"),
    Action("grid.edit", "Edit cell", "Edit", "Edits the value of the current row.", "F2", picture="edit"),
    Action("grid.bulk", "Edit selected…", "Edit", "Gives all selected rows one value, as one step.", "Ctrl+E", picture="edit"),
    Action("grid.filter", "Filter rows", "Edit", "Goes to the filter line of the page.", "Ctrl+F", picture="filter"),
    Action("grid.all", "Show all rows", "Edit", "Lets go of the filter and the facets.", "Ctrl+Shift+F"),
    Action("view.palette", "Find an action…", "View", "Lists everything that can be done; type to narrow it.", "Ctrl+K", picture="command"),
    Action("view.history", "History…", "View", "Lists every step: what, who, why, and whether it was undone.", "Ctrl+H", picture="clock"),
    Action("view.theme", "Light or dark", "View", "Changes between the light and the dark look.", "Ctrl+Shift+L"),
    Action("go.home", "Home", "Go", "The month at a glance and what to do next.", "Ctrl+1", picture="home"),
    Action("go.imports", "Import", "Go", "Files read, their totals, and the quarantine.", "Ctrl+2", picture="import"),
    Action("go.matches", "Matches", "Go", "Which records belong together, and why.", "Ctrl+3", picture="matches"),
    Action("go.exceptions", "Exceptions", "Go", "Every control that does not hold, priced.", "Ctrl+4", picture="exceptions"),
    Action("go.sending", "Sending", "Go", "Corrections on their way back to the systems.", "Ctrl+5", picture="sending"),
    Action("go.reports", "Reports", "Go", "The printed pack and the measures of the month.", "Ctrl+6", picture="reports"),
    Action("import.map", "Map columns…", "Import", "Says what the columns of a file are, with a preview of what would load.", "Ctrl+M", "imports", "edit"),
    Action("import.anyway", "Import anyway…", "Import", "Takes a file whose printed totals do not agree, with a reason.", page="imports", picture="import"),
    Action("import.undo", "Withdraw import…", "Import", "Takes the selected file's import out of the book again.", page="imports", picture="undo"),
    Action("import.mappings", "Saved mappings…", "Import", "Lists the mappings that are used again, by whom and when; each can be forgotten.", page="imports", picture="clock"),
    Action("quarantine.again", "Read again…", "Import", "Reads the corrected rows of the quarantine again.", "Ctrl+Return", "imports", "run"),
    Action("quarantine.aside", "Set aside…", "Import", "Takes the selected rows out of the quarantine, unread, with a reason.", "Ctrl+Backspace", "imports", "waive"),
    Action("quarantine.printed", "As printed", "Import", "Takes your corrections of the selected rows back.", page="imports", picture="undo"),
    Action("watch.folder", "Watch a folder…", "Import", "Offers new files of a folder for import; it never imports by itself.", page="imports", picture="folder"),
    Action("watch.stop", "Stop watching", "Import", "Offers files of the watched folder no longer.", page="imports", picture="cross"),
    Action("watch.import", "Import what is new", "Import", "Imports the new files of the watched folder.", "Ctrl+I", "imports", "import"),
    Action("match.accept", "Accept", "Matches", "Confirms the selected links and goes to the next.", "A", "matches", "check"),
    Action("match.reject", "Reject", "Matches", "Rejects the selected links and goes to the next.", "R", "matches", "cross"),
    Action("match.repoint", "Re-point…", "Matches", "Ties the left record to another candidate instead.", "P", "matches", "repoint"),
    Action("finding.prepare", "Prepare correction…", "Exceptions", "Drafts the credit and re-bill, or the missing invoice.", "Ctrl+D", "exceptions", "file"),
    Action("finding.waive", "Waive…", "Exceptions", "Sets the selected findings aside with a reason and an end.", "W", "exceptions", "waive"),
    Action("sending.queue", "Queue corrections", "Sending", "Puts corrections not yet queued into the outbox.", page="sending", picture="plus"),
    Action("sending.approve", "Approve…", "Sending", "Approves the selected entries in a second person's name.", "Ctrl+Return", "sending", "seal"),
    Action("sending.write", "Write files…", "Sending", "Writes approved entries as files for their systems.", "Ctrl+Shift+S", "sending", "folder"),
    Action("report.print", "Print the pack…", "Reports", "Makes the reconciliation pack, the workbook and the output files.", "Ctrl+P", picture="print"),
    Action("report.folder", "Open folder", "Reports", "Opens the folder of the printed pack.", page="reports", picture="folder"),
    Action("report.workbook", "Open workbook", "Reports", "Opens the workbook in your spreadsheet program.", page="reports", picture="file"),
    Action("report.larger", "Larger", "Reports", "Shows the page larger.", "Ctrl++", "reports", "plus"),
    Action("report.smaller", "Smaller", "Reports", "Shows the page smaller.", "Ctrl+-", "reports", "minus"),
    Action("help.actions", "Help", "Help", "Lists every action with its key.", "F1", picture="help"),
)  # fmt: skip
BY_ID: Final = {action.id: action for action in ACTIONS}


def found(words: str) -> list[Action]:
    """Actions whose title, group or sentence holds every word typed, best first: title before sentence."""
    wanted = words.casefold().split()
    ranked = []
    for at, action in enumerate(ACTIONS):
        title = action.title.casefold()
        whole = f"{title} {action.group.casefold()} {action.text.casefold()}"
        if all(word in whole for word in wanted):
            begins = bool(wanted) and title.startswith(wanted[0])
            in_title = all(word in title for word in wanted)
            ranked.append((not begins, not in_title, at, action))
    return [action for *_, action in sorted(ranked, key=lambda each: each[:3])]
