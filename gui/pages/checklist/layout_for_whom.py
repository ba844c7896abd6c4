"""For whom a change of a page layout will change nothing: said before it is made."""

from __future__ import annotations

from core.checklist.layout_plan import LayoutPlan
from gui.theme import Theme
from gui.widgets.labels import TextLabel


class ForWhom(TextLabel):
    """Names the profiles that use a layout and do not get the field all the same; hidden where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, wrap=True)
        self.hide()

    def show_plan(self, plan: LayoutPlan) -> None:
        """Say it of a plan."""
        words, tone = self._words(plan)
        self.setText(words)
        self.set_tone(tone)
        self.setVisible(bool(words))

    def _words(self, plan: LayoutPlan) -> tuple[str, str]:
        security, field = plan.security, plan.field_label
        if security is None:
            words = self.tr(
                "Whether field-level security shows {field} to those who use this layout could not be read. Where it "
                "hides the field, this changes nothing."
            )
            return words.format(field=field), "secondary"
        hidden, sets = ", ".join(security.hidden_from), ", ".join(security.sets)
        if hidden and sets:
            words = self.tr(
                "! For these profiles it changes nothing, because field-level security hides {field} from them: "
                "{profiles}. Only users with one of these permission sets will see it: {sets}."
            )
            return words.format(field=field, profiles=hidden, sets=sets), "warning"
        if hidden:
            words = self.tr(
                "! For these profiles it changes nothing, because field-level security hides {field} from them: "
                "{profiles}."
            )
            return words.format(field=field, profiles=hidden), "warning"
        if security.read_only_for:
            words = self.tr(
                "! For these profiles {field} will be read-only, by field-level security: {profiles}."
            )
            return words.format(field=field, profiles=", ".join(security.read_only_for)), "warning"
        return "", ""
