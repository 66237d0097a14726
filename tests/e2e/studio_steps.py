"""What an administrator does in the checklist studio, by the words on the screen."""

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.e2e.steps import tap

SAVED = "Draft · Saved"


def new_checklist(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/checklists")
    page.locator("header").get_by_role("button", name="New checklist").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name of the checklist").fill(name)
    dialog.get_by_role("button", name="Open the studio").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def outline(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Outline")


def editor(page: Page) -> Locator:
    return page.locator(".studio-editor")


def add_section(page: Page, name: str, touchpoint: str) -> None:
    outline(page).get_by_role("button", name="Section", exact=True).click()
    editor(page).get_by_label("Name of the section").fill(name)
    editor(page).get_by_label("Touchpoint").fill(touchpoint)


def add_question(page: Page, text: str, kind: str = "Yes or no") -> None:
    """After what is chosen in the outline."""
    outline(page).get_by_role("button", name="Question", exact=True).click()
    editor(page).get_by_label("Question", exact=True).fill(text)
    if kind != "Yes or no":
        editor(page).get_by_label("Kind of answer").select_option(label=kind)
    expect(outline(page).get_by_role("button", name=text)).to_be_visible()


def choose(page: Page, text: str) -> None:
    """A question or section in the outline; the editor then shows it."""
    outline(page).get_by_role("button", name=text).click()


def write_options(page: Page, points: Mapping[str, int]) -> None:
    """Each option with its points; the first two are there already."""
    for number, (words, worth) in enumerate(points.items(), 1):
        option = editor(page).get_by_role("group", name=f"Option {number}", exact=True)
        if number > 2:
            editor(page).get_by_role("button", name="Add option").click()
        option.get_by_label("Words").fill(words)
        option.get_by_label("Points").fill(str(worth))


def make_critical(page: Page) -> None:
    unfold(page, "What it counts")
    tap(editor(page).get_by_role("checkbox", name="Critical"))


def show_only_if(page: Page, question: str, comparison: str, value: str) -> None:
    """The chosen question is asked only after this answer to an earlier one."""
    unfold(page, "When it is shown")
    editor(page).get_by_role("button", name="Add condition").click()
    editor(page).get_by_label("Earlier question").select_option(label=question)
    editor(page).get_by_label("Comparison").select_option(label=comparison)
    editor(page).get_by_label("Value", exact=True).fill(value)


def unfold(page: Page, title: str) -> None:
    fold = editor(page).locator("details", has=page.locator("summary", has_text=title)).first
    if fold.get_attribute("open") is None:
        fold.locator("summary").first.click()


def preview(page: Page) -> Locator:
    return page.get_by_role("region", name="Preview")


def try_answer(page: Page, question: str, answer: str) -> None:
    card = preview(page).get_by_role("article", name=question)
    tap(card.get_by_role("radio", name=answer, exact=True))


def open_publish(page: Page) -> Locator:
    """The dialog that says what publishing changes, once all is saved."""
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Publish this version")).to_be_enabled()
    return dialog


def publish(dialog: Locator) -> None:
    dialog.get_by_role("button", name="Publish this version").click()
    expect(dialog).to_have_count(0)
