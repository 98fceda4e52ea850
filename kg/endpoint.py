"""The language model behind an OpenAI-compatible address: one request, one reply, checked for its form.

For `kg ask --llm` and `kg extract --llm`, and for nothing else; without --llm nothing here is imported.
"""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kg.settings import Settings
from schema.errors import ConfigError, InputError, QueryError

ATTEMPTS = 2
"""How often a model is asked: once more where its reply is of no use, with the reason."""
_CONNECT, _ANSWER = 10.0, 60.0
"""Seconds until the server takes the request, and between the bytes of its reply."""
_TEMPERATURE = 0
R = TypeVar("R", bound=BaseModel)


def require(settings: Settings) -> None:
    """Raise ConfigError where no model is set."""
    if not settings.llm_url or not settings.llm_model:
        raise ConfigError("--llm needs KG_LLM_URL (OpenAI-compatible, ending in /v1) and KG_LLM_MODEL; set both.")


def complete(messages: list[dict[str, str]], settings: Settings, seconds: float = _ANSWER) -> str:
    """What the model says to the messages, within `seconds`. Raises InputError where it cannot be reached."""
    import requests

    require(settings)
    body: dict[str, Any] = {"model": settings.llm_model, "messages": messages, "temperature": _TEMPERATURE}
    body["response_format"] = {"type": "json_object"}
    headers = {"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else {}
    try:
        address = settings.llm_url.rstrip("/") + "/chat/completions"
        patience = (_CONNECT, seconds)
        with requests.post(address, json=body, headers=headers, timeout=patience, allow_redirects=False) as response:
            response.raise_for_status()
            return str(response.json()["choices"][0]["message"]["content"])
    except requests.JSONDecodeError as error:
        raise _stranger() from error
    except requests.RequestException as error:
        status = f" {error.response.status_code}" if error.response is not None else ""
        raise InputError(
            f"The model at KG_LLM_URL did not answer ({type(error).__name__}{status}); check address, key and model."
        ) from error
    except (KeyError, IndexError, TypeError, json.JSONDecodeError) as error:
        raise _stranger() from error


def parsed(said: str, kind: type[R]) -> R:
    """A reply in JSON, with or without a fence around. Raises QueryError where it does not fit."""
    text = re.sub(r"^\s*```(?:json)?|```\s*$", "", said).strip()
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise QueryError(
            f"The model's answer does not fit ({first['msg']} at {first['loc']}); ask differently."
        ) from error


def _stranger() -> InputError:
    return InputError("What is at KG_LLM_URL does not answer like an OpenAI-compatible server; check it.")
