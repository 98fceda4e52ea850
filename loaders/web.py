"""Articles from the web: one page fetched within bounds, its text taken out as from a file.

A list of addresses may come from anyone, so a page is bounded in size, time and redirects, and addresses of this computer
and of private networks are refused unless allowed (docs/security.md).
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from loaders.article import MAX_BYTES, parse_records
from loaders.formats.records import Record
from schema.errors import InputError

if TYPE_CHECKING:
    import requests

MAX_SECONDS = 60.0
"""For all of a page: look-up of the name, redirects, head and body."""
MAX_REDIRECTS = 5
_TIMEOUT = (10, 30)
"""Seconds to connect and between two chunks."""
_CHUNK = 1 << 16
_SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_address(text: str) -> bool:
    """Whether the text is an address of the web rather than a path."""
    return text.lower().startswith(("http://", "https://"))


def fetch_articles(address: str, *, allow_private: bool = False) -> Iterator[Record]:
    """The article at a web address. Raises InputError where it cannot be fetched or holds no article."""
    content, kind = _Page(address, allow_private).get()
    yield from parse_records(content, address, _SUFFIX_OF_TYPE.get(kind, ".txt"))


class _Page:
    """One page, fetched in a thread of its own: nothing else bounds a server that sends a byte a minute."""

    def __init__(self, address: str, allow_private: bool) -> None:
        self._address = address
        self._allow_private = allow_private
        self._done: tuple[bytes, str] | None = None
        self._error: BaseException | None = None
        self._late = False

    def get(self) -> tuple[bytes, str]:
        """Bytes of the page and its media type."""
        thread = threading.Thread(target=self._work, daemon=True)
        thread.start()
        thread.join(MAX_SECONDS)
        if self._error is not None:
            raise self._error
        if self._done is None:
            self._late = True
            raise InputError(f"{self._address} took longer than {MAX_SECONDS:.0f} s; save the page and load the file.")
        return self._done

    def _work(self) -> None:
        import requests

        try:
            with requests.Session() as session:
                if not self._allow_private:
                    _keep_public(session)
                self._done = self._follow(session)
        except _PrivateError:
            self._error = InputError(
                f"{self._address} leads to this computer or a private network; set KG_ALLOW_PRIVATE=1 if you mean it."
            )
        except InputError as error:
            self._error = error
        except (requests.RequestException, OSError, ValueError, zlib.error) as error:
            response = getattr(error, "response", None)
            why = f"HTTP {response.status_code}" if response is not None else type(error).__name__
            self._error = InputError(
                f"{self._address} cannot be fetched ({why}); check it in a browser, or save the page."
            )

    def _follow(self, session: requests.Session) -> tuple[bytes, str]:
        address = self._address
        headers = {"User-Agent": "parkgraph", "Accept-Encoding": "gzip, identity"}
        for _ in range(MAX_REDIRECTS + 1):
            if not is_address(address):
                raise InputError(f"{self._address} leads to {address}, which is no page; check it in a browser.")
            with session.get(address, stream=True, timeout=_TIMEOUT, headers=headers, allow_redirects=False) as page:
                if page.is_redirect:
                    address = urljoin(address, page.headers["Location"])
                    continue
                page.raise_for_status()
                return self._body(page), page.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        raise InputError(f"{self._address} leads from page to page more than {MAX_REDIRECTS} times; give the last one.")

    def _body(self, page: requests.Response) -> bytes:
        packed = page.headers.get("Content-Encoding", "identity").lower() not in ("identity", "")
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if packed else None
        content = bytearray()
        while chunk := page.raw.read(_CHUNK, decode_content=False):
            content += unpack.decompress(chunk, MAX_BYTES + 1) if unpack else chunk
            if len(content) > MAX_BYTES or self._late:
                raise InputError(f"{self._address} is larger than {MAX_BYTES // 1048576} MB, so it is no article.")
        return bytes(content)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; IPv4 inside IPv6 counts as itself."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return (inner or ip).is_global and not (inner or ip).is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class _PrivateError(Exception):
    """The address is not one of the public internet."""


def _keep_public(session: requests.Session) -> None:
    """Let the session connect to public addresses only.

    The address of the connection itself is checked, before anything is sent: a name can be looked up differently twice.
    Through a proxy only the proxy knows the address; there, names of this computer and literal addresses are checked.
    """
    from requests.adapters import HTTPAdapter
    from urllib3 import connection, connectionpool

    class PlainConnection(connection.HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn())

    class SecureConnection(connection.HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _checked(super()._new_conn())

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = PlainConnection  # pyright: ignore[reportAssignmentType]

    class SecurePool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = SecureConnection  # pyright: ignore[reportAssignmentType]

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
            super().init_poolmanager(*arguments, **options)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

        def send(self, request: requests.PreparedRequest, *arguments: Any, **options: Any) -> requests.Response:
            _check_name(urlsplit(request.url or "").hostname or "")
            return super().send(request, *arguments, **options)

    session.mount("http://", Adapter())
    session.mount("https://", Adapter())


def _checked(sock: socket.socket) -> socket.socket:
    if not is_public(str(sock.getpeername()[0])):
        sock.close()
        raise _PrivateError
    return sock


def _check_name(host: str) -> None:
    try:
        public = is_public(host)
    except ValueError:
        public = host.rstrip(".").lower() != "localhost" and not host.lower().endswith(".localhost")
    if not public:
        raise _PrivateError
