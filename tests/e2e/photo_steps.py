"""What a person does with a photo in the pages, and how to see whether a part of a picture was destroyed."""

import io
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, expect

# As parts of the picture's width and height: where the secret stands.
SECRET = (0.3, 0.3, 0.7, 0.6)


def secret_photo(path: Path, size: tuple[int, int] = (1600, 1200)) -> Path:
    """A picture full of detail: black and white bars of 10 pixels, across on the left half, along on the right."""
    width, height = size
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    bars = np.where(x < width / 2, (x // 10) % 2, (y // 10) % 2) * 255
    Image.fromarray(bars.astype(np.uint8)).convert("RGB").save(path, "JPEG", quality=90)
    return path


def detail(data: bytes, part: tuple[float, float, float, float]) -> float:
    """The mean difference between a pixel and the one 10 to its right and below: about 120 in bars, 0 in a blur."""
    image = Image.open(io.BytesIO(data)).convert("L")
    box = [round(value * side) for value, side in zip(part, image.size * 2, strict=True)]
    pixels = np.array(image.crop((box[0], box[1], box[2], box[3])), dtype=float)
    return float((abs(pixels[:, 10:] - pixels[:, :-10]).mean() + abs(pixels[10:] - pixels[:-10]).mean()) / 2)


def open_photo(page: Page, card: Locator) -> None:
    card.get_by_role("button", name="Photo 1").click()
    expect(page.get_by_role("button", name="Edit")).to_be_enabled(timeout=15_000)


def open_editor(page: Page, card: Locator) -> Locator:
    """The picture under the thumb."""
    open_photo(page, card)
    page.get_by_role("button", name="Edit").click()
    stage = page.get_by_role("application")
    expect(stage).to_be_visible(timeout=15_000)
    return stage


def drag(page: Page, stage: Locator, part: tuple[float, float, float, float]) -> None:
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    assert box
    at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (part[:2], part[2:])]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=8)
    page.mouse.up()


def blur_secret(page: Page, card: Locator) -> None:
    """Everything but the last tap."""
    stage = open_editor(page, card)
    left, top, right, bottom = SECRET
    drag(page, stage, (left - 0.02, top - 0.02, right + 0.02, bottom + 0.02))
    expect(page.get_by_text("Blurred.")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Photo changed")).to_be_visible()


def undo(page: Page) -> None:
    page.locator(".toast").get_by_role("button", name="Undo").click()


def take_loose(page: Page, photo: Path) -> None:
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Photo first, question later").click()
    asked.value.set_files(photo)
