"""Ids out of foreign names and texts, and languages out of the heads of columns."""

import re
import unicodedata
from collections.abc import Container, Sequence
from typing import Final

from backend.domain.checklist import LANGUAGE, SLUG

LONGEST: Final = 64
OF_TEXT: Final = 40
CODE: Final = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\)\s*$")
SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae"})
LANGUAGES: Final = {
    "english": "en",
    "deutsch": "de",
    "german": "de",
    "français": "fr",
    "francais": "fr",
    "french": "fr",
    "español": "es",
    "espanol": "es",
    "spanish": "es",
    "italiano": "it",
    "italian": "it",
    "português": "pt",
    "portuguese": "pt",
    "nederlands": "nl",
    "dutch": "nl",
    "polski": "pl",
    "polish": "pl",
    "arabic": "ar",
    "čeština": "cs",
    "czech": "cs",
    "swahili": "sw",
    "nepali": "ne",
    "hindi": "hi",
    "russian": "ru",
    "ukrainian": "uk",
    "turkish": "tr",
    "danish": "da",
    "swedish": "sv",
    "norwegian": "no",
    "finnish": "fi",
    "svenska": "sv",
    "türkçe": "tr",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "vietnamese": "vi",
    "thai": "th",
    "indonesian": "id",
    "indonesia": "id",
    "bahasa indonesia": "id",
    "malay": "ms",
    "tagalog": "tl",
    "burmese": "my",
    "khmer": "km",
    "bengali": "bn",
    "bangla": "bn",
    "urdu": "ur",
    "tamil": "ta",
    "persian": "fa",
    "dari": "prs",
    "pashto": "ps",
    "kurdish": "ku",
    "kyrgyz": "ky",
    "kazakh": "kk",
    "uzbek": "uz",
    "macedonian": "mk",
    "serbian": "sr",
    "croatian": "hr",
    "bosnian": "bs",
    "albanian": "sq",
    "slovenian": "sl",
    "slovak": "sk",
    "hungarian": "hu",
    "romanian": "ro",
    "bulgarian": "bg",
    "greek": "el",
    "estonian": "et",
    "latvian": "lv",
    "lithuanian": "lt",
    "georgian": "ka",
    "armenian": "hy",
    "hebrew": "he",
    "amharic": "am",
    "somali": "so",
    "hausa": "ha",
    "zulu": "zu",
    "kinyarwanda": "rw",
    "kiswahili": "sw",
    "malagasy": "mg",
    "haitian creole": "ht",
}


def word_of(text: str) -> str:
    """Small letters, digits and “_”."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(SPELLED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def id_of(text: str, taken: Container[str], fallback: str = "q") -> str:
    """An id for a section or question: what fits stays, the rest is spelled anew; never one that is taken."""
    word = text if re.fullmatch(r"[a-z][a-z0-9_]{0,63}", text) else word_of(text)[:LONGEST].strip("_")
    if not word:
        word = fallback
    elif not word[0].isalpha():
        word = f"{fallback}_{word}"
    return free(word[:LONGEST], taken, "_")


def id_of_text(text: str, taken: Container[str], fallback: str = "q") -> str:
    """A short id out of a whole sentence, cut between words."""
    word = word_of(text)
    if len(word) > OF_TEXT:
        word = word[:OF_TEXT].rpartition("_")[0] or word[:OF_TEXT]
    return id_of(word, taken, fallback)


def option_id(name: str, taken: Container[str]) -> str:
    word = name if re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name) else word_of(name)[:LONGEST].strip("_")
    return free(word or "option", taken, "_")


def slug_of(text: str) -> str:
    if SLUG.fullmatch(text) and len(text) <= LONGEST:
        return text
    word = word_of(text).replace("_", "-")[:60].strip("-")
    return word if word and word[0].isalpha() else f"checklist-{word}".strip("-")


def free(word: str, taken: Container[str], joint: str) -> str:
    candidate, count = word, 1
    while candidate in taken:
        count += 1
        end = f"{joint}{count}"
        candidate = word[: LONGEST - len(end)] + end
    return candidate


def language_of(name: str) -> str | None:
    """“German (de)”, “de”, “German” or “Deutsch” is de; what no one knows is None."""
    found = CODE.search(name)
    code = (found[1] if found else name.strip()).replace("_", "-")
    head, _, tail = code.partition("-")
    code = f"{head.lower()}-{tail.upper()}" if tail else head.lower()
    if LANGUAGE.fullmatch(code) and (found or len(code) in (2, 5)):
        return code
    return LANGUAGES.get(name.strip().lower())


def language_label(code: str) -> str:
    """How XLSForm heads of columns name a language: “English (en)”."""
    name = next((name.capitalize() for name, known in LANGUAGES.items() if known == code.partition("-")[0]), code)
    return f"{name} ({code})"


def split_column(column: str) -> tuple[str, str]:
    """“label::German (de)” is (“label”, “German (de)”); a plain name has no language. Kobo also writes one colon."""
    name, mark, language = column.partition("::")
    if not mark:
        name, mark, language = column.partition(":")
    return name.strip().lower(), language.strip()


def languages_in(columns: Sequence[str], names: Container[str]) -> list[str]:
    """The languages that columns of these names are in, as written, in their order."""
    found: list[str] = []
    for column in columns:
        name, language = split_column(column)
        if name in names and language and language not in found:
            found.append(language)
    return found
