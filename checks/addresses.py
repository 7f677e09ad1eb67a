"""Every named address of the site, with an example of each; an address without one is an error."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from checks.examples import examples, more


class NoExample(LookupError):
    """An address was added and checks/examples.py does not say what stands in it."""


@dataclass(frozen=True)
class Address:
    name: str
    path: str


def every_address(today):
    """An Address for each name, and further ones where one shows too little."""
    known = examples(today)
    for name, route in named_routes(get_resolver()):
        yield Address(name, _path(name, route, known))
    for name, path in more(today):
        yield Address(name, path)


def named_routes(resolver, before=""):
    """(name, route) of each pattern that has a name; not the framework's own pages, which only an operator opens."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from named_routes(pattern, route)
        elif getattr(pattern, "name", None):
            yield pattern.name, route


def _path(name, route, known):
    """The longest beginning that is known says what stands in the route: a new page of an action needs no more."""
    given = known[max((each for each in known if route.startswith(each)), key=len)]
    try:
        return reverse(name, kwargs={key: value for key, value in given.items() if f"{key}>" in route})
    except NoReverseMatch as error:
        raise NoExample(
            f"{name} ({route}) has no example: say in checks/examples.py what stands in it."
        ) from error
