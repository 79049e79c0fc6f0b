"""XML of another program: elements and attributes in any letter case, without entities of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from footcore_tui.core.imported_reading import Unreadable

DEEPEST = 50


@dataclass(slots=True)
class Node:
    """An element; its name and those of its attributes in small letters."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def child(self, tag: str) -> Node:
        """The first of that name; an empty one where there is none."""
        return next((one for one in self.children if one.tag == tag), Node(tag))


def read_xml(text: str) -> Node:
    """The root. Raises Unreadable."""
    growing = [Node("")]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(growing) > DEEPEST:
            raise Unreadable("it is nested too deeply")
        node = Node(tag.lower(), {key.lower(): value for key, value in attributes.items()})
        growing[-1].children.append(node)
        growing.append(node)

    def say(data: str) -> None:
        growing[-1].text += data

    def refuse(*_: object) -> None:
        raise Unreadable("it has a DOCTYPE, which a workout does not need and which is not read")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: growing.pop()
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "not well-formed")
        raise Unreadable(f"line {error.lineno} is no XML: {what}") from error
    return growing[0].children[0]
