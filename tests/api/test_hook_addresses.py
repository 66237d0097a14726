"""Where a webhook may lead: only out of the house, to the number that was checked."""

import socket

import pytest

from backend.hooks import addresses, sending
from backend.hooks.addresses import Blocked, addresses_of, check_url

INSIDE = [
    "http://example.com/hook", "ftp://example.com/", "https://user:pw@example.com/", "https://example.com/#x",
    "https://127.0.0.1/", "https://localhost/", "https://10.0.0.8/", "https://192.168.1.1/", "https://169.254.169.254/",
    "https://[::1]/", "https://[fd00::1]/", "https://[fe80::1]/", "https://[::ffff:10.0.0.1]/",
    "https://[64:ff9b::a00:1]/", "https://[64:ff9b:1::a00:1]/", "https://[fec0::1]/", "https://[::127.0.0.1]/",
    "https://[::ffff:0:10.0.0.1]/", "https://[2002:a00:1::]/", "https://0.0.0.0/", "https://127.1/", "https://0x7f000001/",
    "https://2130706433/", "https://100.64.0.1/", "https://224.0.0.1/", "https://db/", "https://printer.local/",
    "https://exa mple.com/", "https://bücher.example/", "//example.com", "",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_addresses_inside_are_refused(url: str) -> None:
    with pytest.raises(Blocked):
        check_url(url, "")


@pytest.mark.parametrize("url", ["https://[2606:2800:220:1::1]/", "https://[64:ff9b::5db8:d822]/", "https://1.1.1.1/"])
def test_addresses_of_the_public_internet_are_taken(url: str) -> None:
    assert check_url(url, "").geturl() == url


def test_one_inside_among_many_numbers_is_enough_to_block(monkeypatch) -> None:
    numbers = [(socket.AF_INET, 1, 6, "", (number, 443)) for number in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: numbers)
    with pytest.raises(Blocked):
        addresses_of(check_url("https://example.com/", ""), "")
    assert addresses_of(check_url("https://example.com/", "example.com"), "example.com") == [
        "93.184.216.34",
        "10.0.0.1",
    ]


def test_the_connection_goes_to_the_number_that_was_checked(monkeypatch) -> None:
    """The name is asked once: a second answer changes nothing."""
    asked, met = [], []
    outside = [(socket.AF_INET, 1, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda host, *_, **__: asked.append(host) or outside)

    def meet(where, *_):
        met.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(sending.socket, "create_connection", meet)
    with pytest.raises(ConnectionRefusedError):
        sending.send("https://example.com/", b"{}", {}, "")
    assert (asked, met) == (["example.com"], [("93.184.216.34", 443)])
