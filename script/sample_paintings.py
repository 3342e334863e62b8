"""What is painted by hand: colours, kinds of text and strokes, each on a canvas, and the small pieces."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.frame.tab_bar import TabBar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.brand_mark import BrandMark
from ipsdesk.ui.widgets.busy_bar import BusyBar
from ipsdesk.ui.widgets.buttons import Button, IconButton, Rank
from ipsdesk.ui.widgets.choosing import ChipRow, Segments
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import CENTRE, Paint, Way
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.sparkline import draw_sparkline
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import BODY, HEADLINE, NAME, PANEL, SECOND, SMALL
from ipsdesk.ui.widgets.text_styles import TITLE as TITLE_STYLE
from ipsdesk.ui.widgets.tick_field import TickBox
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.way_line import Step, WayLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.wrapped import paint_wrapped


class Canvas(QWidget):
    """A place to paint on."""

    def __init__(self, theme: Theme, size: tuple[int, int], draw: Callable[[Paint], None]) -> None:
        super().__init__()
        self._theme, self._draw = theme, draw
        self.setFixedSize(theme.px(size[0]), theme.px(size[1]))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.SURFACE))
        self._draw(Paint(painter, self._theme))
        painter.end()


def colours(theme: Theme) -> QWidget:
    """Every token with its name."""

    def draw(paint: Paint) -> None:
        wide, high = theme.px(84), theme.px(58)
        for place, token in enumerate(Token):
            left, top = theme.px(12) + place % 8 * wide, theme.px(12) + place // 8 * high
            swatch = QRectF(left, top, wide - theme.px(12), high - theme.px(28))
            paint.box(swatch, token, Token.LINE2, 5)
            paint.text(QRectF(left, swatch.bottom(), wide, theme.px(20)), token.value, SMALL)

    return Canvas(theme, (684, 250), draw)


def text(theme: Theme) -> QWidget:
    """Each size and weight of text."""
    lines = [
        (HEADLINE, "71%"),
        (TITLE_STYLE, "Weekly hours"),
        (PANEL, "First contact within 30 days"),
        (NAME, "Callum Reid"),
        (BODY, "Body and cells: covered a colleague’s Friday shift"),
        (SECOND, "Second line: Packer, Northgate Packaging"),
        (SMALL, "Axis labels and keycaps: Dec Jan Feb"),
    ]

    def draw(paint: Paint) -> None:
        top = theme.px(8)
        for style, words in lines:
            high = theme.px(style.size * 1.4 + 6)
            paint.text(QRectF(theme.px(16), top, theme.px(500), high), words, style)
            top += high

    return Canvas(theme, (400, 232), draw)


def strokes(theme: Theme) -> QWidget:
    """The painting functions side by side."""

    def draw(paint: Paint) -> None:
        px = theme.px
        for place, (mark, words) in enumerate(STATUSES):
            paint.status(
                QRectF(px(16 + place // 4 * 220), px(12 + place % 4 * 24), px(210), px(20)), mark, words
            )
        bars = (
            (0.72, Mark.DONE, False),
            (1.02, Mark.GET_ADVICE, False),
            (1.2, Mark.OVER, False),
            (0.5, Mark.INCOMPLETE, True),
        )
        for place, (share, mark, estimated) in enumerate(bars):
            bar = QRectF(px(16 + place * 108), px(122), px(92), px(4))
            paint.slim_bar(bar, share, mark, estimated=estimated)
        across = float(px(16))
        for key in ("Ctrl", "K", "F11", "Enter"):
            across += paint.keycap(across, px(156), key) + px(6)
        for number, chosen in ((6, False), (3, True), (128, False)):
            across += paint.count(across, px(156), number, chosen=chosen) + px(6)
        planned = QRectF(px(300), px(144), px(40), px(26))
        paint.box(planned, Token.PLAN, Token.PLAN_LINE, 5, dashed=True)
        paint.text(planned, "4:00", SECOND, CENTRE)
        paint.ring(QRectF(px(352), px(142), px(46), px(30)))
        paint.text(QRectF(px(352), px(142), px(46), px(30)), "4:30", BODY, CENTRE)
        paint.way(QRectF(px(16), px(184), px(420), px(24)), [Way.DONE, Way.DONE, Way.HERE, Way.AHEAD])

    return Canvas(theme, (452, 220), draw)


STATUSES = [
    (Mark.DONE, "Within"),
    (Mark.GET_ADVICE, "Within on average: get advice"),
    (Mark.INCOMPLETE, "Incomplete: pay not in yet"),
    (Mark.OVER, "Over the earnings limit"),
    (Mark.NEAR_TARGET, "Near"),
    (Mark.OVERDUE, "Overdue"),
    (Mark.NOT_APPLICABLE, "Not applicable: Universal Credit"),
    (Mark.WAITING, "Hours not in"),
]


def sparkline(theme: Theme) -> QWidget:
    """A trend with a gap, against a target that was raised; and one without a target."""
    months = (0.42, 0.46, 0.44, None, 0.51, 0.49, 0.56, 0.6)
    target = (0.5, 0.5, 0.5, 0.5, 0.55, 0.55, 0.55, 0.55)

    def draw(paint: Paint) -> None:
        px = theme.px
        for place, (words, targets) in enumerate((("In work", (target,)), ("Face to face", ()))):
            top = px(12 + place * 44)
            paint.text(QRectF(px(16), top, px(120), px(32)), words, NAME)
            draw_sparkline(paint, QRectF(px(140), top, px(150), px(32)), months, targets)

    return Canvas(theme, (306, 100), draw)


def wrapped(theme: Theme) -> QWidget:
    """A name and what is said of it, in a narrow and in a wide cell."""
    parts = [
        ("First employer contact within 30 days", NAME),
        ("Of people whose thirtieth day has come", SECOND),
    ]

    def draw(paint: Paint) -> None:
        px = theme.px
        for left, wide in ((16, 140), (188, 270)):
            paint_wrapped(paint, QRectF(px(left), px(8), px(wide), px(84)), parts)

    return Canvas(theme, (474, 100), draw)


def small_pieces(theme: Theme) -> QWidget:
    """The mark of the program, statuses, words with an icon, a hint, a hairline, and work in hand."""
    box, marked, bar = QWidget(), MarkedWords(theme), BusyBar(theme)
    warning, hint = IconWords(theme, "alert", Token.WARN), Hint(theme)
    layout, name = QVBoxLayout(box), QHBoxLayout()
    layout.setSpacing(Space.STEP)
    name.addWidget(BrandMark(theme, 32))
    name.addWidget(Words(theme, "Harbour IPS", PANEL), 1)
    layout.addLayout(name)
    for one in (marked, warning, Rule(theme), hint, bar):
        layout.addWidget(one)
    marked.say(Mark.NEAR_TARGET, "Near the target: 48 % of 50 %, and two people reach day 30 this week")
    warning.say("This memory stick is the disk the unit lies on: one loss would take both.")
    hint.say("Whatever is typed here is saved at once.")
    bar.set_moving(True)
    _hold(bar, 9)
    box.setFixedWidth(theme.px(400))
    return box


def _hold(bar: BusyBar, steps: int) -> None:
    """Have a bar move so many steps, then stand still for its picture."""
    timer = bar.findChildren(QTimer)[0]
    for _ in range(steps):
        timer.timeout.emit()
    timer.setInterval(3_600_000)


def toolbar(theme: Theme) -> QWidget:
    """A stepper, and at the right what is done with the page."""
    box, stepper = QWidget(), Stepper(theme, "The week before", "Choose a week", "The week after")
    stepper.middle.say("4 to 10 May", "last week")
    line = ToolLine(box, Space.STEP)
    line.addWidget(stepper)
    line.done_from = line.count()
    line.addWidget(Button(theme, "Print", Rank.PLAIN, "printer-outline"))
    line.addWidget(Button(theme, "Add contact", Rank.PRIMARY, "plus"))
    box.setFixedSize(620, line.heightForWidth(620))
    return box


def way(theme: Theme) -> QWidget:
    """From referral to thirteen weeks."""
    line = WayLine(
        theme,
        "The way so far",
        (
            Step("Referral", Way.DONE, ("3 November 2025", "self-referral")),
            Step("First employer contact", Way.DONE, ("9 December 2025", "face to face")),
            Step("Job", Way.HERE, ("9 February 2026", "check due today")),
            Step("13 weeks", Way.AHEAD),
        ),
    )
    line.setFixedWidth(620)
    return line


def tabs(theme: Theme) -> QWidget:
    """The tabs of the window, with what waits in them."""
    bar = TabBar(theme)
    for words in ("Today", "Caseload", "Weekly hours", "Employers"):
        bar.add(words)
    bar.show_waiting(0, 6, "6 waiting")
    bar.show_waiting(2, 3, "3 weeks to explain")
    bar.setCurrentIndex(2)
    return bar


def buttons(theme: Theme) -> QWidget:
    """The three ranks, an icon alone, disabled, and the focus ring."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setSpacing(Space.STEP)
    first = Button(theme, "Add contact", Rank.PRIMARY, "plus")
    disabled = Button(theme, "Submit")
    disabled.setEnabled(False)
    quiet = Button(theme, "Open record", Rank.QUIET)
    for button in (
        first,
        Button(theme, "Charts", Rank.PLAIN, "chart-line"),
        IconButton(theme, "More", "dots-horizontal"),
        disabled,
        quiet,
        TickBox(theme, "Face to face"),
    ):
        line.addWidget(button)
    row.findChildren(TickBox)[0].setChecked(True)
    first.setFocus()
    return row


def chips(theme: Theme) -> QWidget:
    """Filters with counts, and a question with two answers."""
    box = QWidget()
    layout = QVBoxLayout(box)
    row = ChipRow(theme, "Filter", ("Mine", "All", "Job seeking", "In work", "Gone quiet", "Closed"))
    for chip, count in zip(row.chips, (14, 23, 9, 8, 2, 0), strict=True):
        chip.set_count(count)
    answers = Segments(theme, ("Yes", "No"))
    answers.setAccessibleName("May the employer be told?")
    answers.choose(0)
    layout.setSpacing(Space.FIELD)
    layout.addWidget(row)
    layout.addWidget(answers)
    box.setFixedWidth(600)
    return box
