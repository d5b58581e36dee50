"""One operation as a request of Postman's, with its answers as saved examples."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from domain.apis.export.postman_variables import Access, Variables, access_by
from domain.apis.reading.models import Answer, Api, Operation, Parameter
from domain.apis.showing.auth import tokens_of
from domain.apis.showing.calls import Body, Sort, call_of, easiest, example_of, joined, pairs_of, written
from domain.apis.showing.examples import Examples
from domain.apis.showing.literals import in_json
from domain.apis.tree import Object, Tree

_PARAMETER: Final = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Requests:
    """Writes the requests of one API."""

    api: Api
    variables: Variables
    base: str
    """What comes before each path."""

    def of(self, operation: Operation) -> Object:
        """An operation as an item of the collection."""
        access = self.access(operation)
        body = call_of(operation, self.api).body
        request: Object = {
            "method": operation.method,
            "header": [*self._headers(operation, access, body)],
            "url": self._url(operation, access),
            "description": operation.description,
        }
        if operation.security is not None:
            request["auth"] = access.auth
        if body is not None:
            request["body"] = _body(body)
        name = operation.summary or operation.label
        return {
            "name": f"{name} (deprecated)" if operation.life.is_deprecated else name,
            "request": request,
            "response": [*self._answers(operation)],
        }

    def access(self, operation: Operation | None = None) -> Access:
        """What lets an operation in, or all those that do not say so themselves."""
        own = operation.security if operation else None
        return access_by(
            tokens_of(self.api.security if own is None else own, self.api.schemes), self.variables
        )

    def _headers(self, operation: Operation, access: Access, body: Body | None) -> Iterator[Tree]:
        for name, secret in access.headers:
            yield {"key": name, "value": secret}
        if body is not None and body.sort in {Sort.JSON, Sort.TEXT, Sort.FILE}:
            yield {"key": "Content-Type", "value": body.media_type}
        for each in operation.parameters:
            if each.location == "header":
                yield _pair(each.name, joined(self._value(each)), each)
        for each in operation.parameters:
            if each.location == "cookie":
                yield _pair("Cookie", f"{each.name}={joined(self._value(each))}", each)

    def _url(self, operation: Operation, access: Access) -> Object:
        segments = [_segment(each) for each in operation.path.removeprefix("/").split("/")]
        query = [*self._query(operation, access)]
        told = [f"{each['key']}={each['value']}" for each in query if "disabled" not in each]
        url: Object = {
            "raw": "/".join((self.base, *segments)) + ("?" + "&".join(told) if told else ""),
            "host": [self.base],
            "path": [*segments],
        }
        if query:
            url["query"] = [*query]
        variables: list[Tree] = [
            {"key": each.name, "value": joined(self._value(each)), "description": each.description}
            for each in operation.parameters
            if f":{each.name}" in segments and each.location == "path"
        ]
        return {**url, "variable": variables} if variables else url

    def _query(self, operation: Operation, access: Access) -> Iterator[Object]:
        for name, secret in access.query:
            yield {"key": name, "value": secret}
        for each in operation.parameters:
            if each.location == "query":
                for name, value in pairs_of(each, self._value(each)):
                    yield _pair(name, value, each)

    def _value(self, parameter: Parameter) -> Tree:
        if parameter.example is not None:
            return parameter.example
        return Examples(self.api.schemas, is_sent=True).of(parameter.schema, parameter.name)

    def _answers(self, operation: Operation) -> Iterator[Tree]:
        for status, answer in operation.answers.items():
            yield self._answer(status, answer)

    def _answer(self, status: str, answer: Answer) -> Object:
        """A saved example; where any of several statuses is meant, it has no code."""
        told: Object = {"name": f"{status.lower()} {answer.description}".strip()}
        if status.isdecimal():
            told |= {"code": int(status), "status": _PHRASES.get(int(status), "")}
        if not answer.content.schemas:
            return {**told, "header": [], "body": ""}
        media_type = easiest(answer.content)
        example = example_of(answer.content, media_type, Examples(self.api.schemas, is_sent=False))
        body = example if isinstance(example, str) else in_json(example)
        return {**told, "header": [{"key": "Content-Type", "value": media_type}], "body": body}


_PHRASES: Final[Mapping[int, str]] = {each.value: each.phrase for each in HTTPStatus}


def _pair(name: str, value: str, parameter: Parameter) -> Object:
    """A header or a part of the query; one that may be left out is switched off."""
    pair: Object = {"key": name, "value": value, "description": parameter.description}
    return pair if parameter.is_required else {**pair, "disabled": True}


def _segment(segment: str) -> str:
    """A part of a path: Postman's variables are whole parts, else they are written in braces."""
    whole = _PARAMETER.fullmatch(segment)
    return f":{whole[1]}" if whole else _PARAMETER.sub(r"{{\1}}", segment)


def _body(body: Body) -> Object:
    match body.sort:
        case Sort.JSON:
            return {"mode": "raw", "raw": in_json(body.value), "options": {"raw": {"language": "json"}}}
        case Sort.FORM:
            return {"mode": "urlencoded", "urlencoded": [*_fields(body)]}
        case Sort.MULTIPART:
            files: list[Tree] = [{"key": name, "type": "file", "src": []} for name in sorted(body.files)]
            return {
                "mode": "formdata",
                "formdata": [*({**each, "type": "text"} for each in _fields(body)), *files],
            }
        case Sort.TEXT:
            return {"mode": "raw", "raw": written(body.value)}
        case Sort.FILE:
            return {"mode": "file", "file": {}}


def _fields(body: Body) -> Iterator[Object]:
    return ({"key": name, "value": value} for name, value in body.pairs)
