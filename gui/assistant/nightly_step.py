"""The last step: the switch of the nightly sync, once it has been seen what a first sync would change."""

from __future__ import annotations

from core.settings import NIGHTLY_SYNC, NIGHTLY_ZONE
from gui import texts
from gui.assistant.step import Step
from gui.pages.page import Shell
from gui.theme import TextRole
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel
from gui.widgets.switch import Switch


class NightlyStep(Step):
    """The switch of the Integration screen: nothing is brought into line at night before it is on."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        theme = self.theme
        self._card = Card(theme)
        self._state = TextLabel(theme, tone="secondary")
        self._switch = Switch(theme)
        self._switch.clicked.connect(self._flip)
        self._card.add_in_corner(self._state)
        self._card.add_in_corner(self._switch)
        self._next = TextLabel(theme, TextRole.STRONG, wrap=True)
        self._note = TextLabel(theme, tone="secondary", wrap=True)
        self._card.add(self._next)
        self._card.add(self._note)
        self.cards.addWidget(self._card)
        for signal in (shell.bridge.settings_changed, shell.bridge.schedule_changed):
            signal.connect(self.refresh_soon)

    def retranslate(self) -> None:
        self.set_texts(
            self.tr("Switch the nightly sync on"),
            self.tr(
                "It is off until you do. On, it brings both sides into line once a day; you can switch it off again "
                "at any time on the Integration screen."
            ),
        )
        self._card.set_texts(self.tr("Nightly sync"))
        self._switch.setAccessibleName(self.tr("Nightly sync"))
        self._note.setText(
            self.tr(
                "The first sync that would change anything waits for your approval, also at night, unless you have "
                "applied the preview. While the nightly sync is off, new unsubscribes are still pushed to Email Opt "
                "Out."
            )
        )

    def refresh(self) -> None:
        on, planned = self.engine.settings.nightly_sync, self.engine.sync.next_run()
        self._switch.setChecked(on)
        self._state.setText(self.tr("Nightly sync on") if on else self.tr("Nightly sync off"))
        self._next.setText(
            self.tr("No next sync: the nightly sync is off.")
            if planned is None
            else self.tr("Next sync: {time}").format(
                time=texts.night(planned, self.engine.settings.text(NIGHTLY_ZONE))
            )
        )

    def _flip(self) -> None:
        self.change(NIGHTLY_SYNC, "on" if self._switch.isChecked() else "off")
