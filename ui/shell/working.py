"""The strip that shows long work: what is being done, how far, and a way to stop it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton

from ui.jobs import Job, Jobs
from ui.theme.spacing import XS, L, M
from ui.widgets.labels import CutLabel, label


class Working(QFrame):
    """Hidden while nothing long runs."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("working")
        self.setAccessibleName("Work in progress")
        self.title = label("", "")
        self.what = CutLabel("", "small")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(220)
        self.bar.setAccessibleName("Progress")
        self.stop = QPushButton("Stop")
        self.stop.setAccessibleName("Stop the work")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, XS, L, XS)
        layout.setSpacing(M)
        layout.addWidget(self.title)
        layout.addWidget(self.what, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.stop)
        self._job: Job | None = None
        self._jobs = jobs
        jobs.started.connect(self._start)
        jobs.progressed.connect(self._progress)
        jobs.ended.connect(self._end)
        self.stop.clicked.connect(self._stop)
        self.hide()

    def _start(self, job: Job) -> None:
        self._job = job
        self.title.setText(job.title)
        self.what.say("")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.stop.setText("Stop")
        self.show()

    def _progress(self, job: Job, what: str, done: int, of: int) -> None:
        if job is self._job and not job.stopping:
            self.what.say(f"{what}   {done:,} of {of:,}" if of > 1 else what)
            self.bar.setRange(0, max(of, 0))
            self.bar.setValue(done)

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.what.say("Stopping; nothing half-done is kept.")
