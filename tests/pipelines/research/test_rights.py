"""Protects: a licence is named as people name it, and the ground on which words may be used follows from it."""

import pytest

from pipelines.models import RightsBasis
from pipelines.research.rights import licence_name, rights_basis


@pytest.mark.parametrize(
    ("stated", "name", "basis"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", "CC BY-SA 4.0", RightsBasis.LICENCE),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/", "CC BY-NC-ND 3.0", RightsBasis.LICENCE),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", RightsBasis.LICENCE),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public domain", RightsBasis.LICENCE),
        ("cc-by", "CC BY", RightsBasis.LICENCE),
        ("cc-by-nc-4.0", "CC BY-NC 4.0", RightsBasis.LICENCE),
        ("cc0", "CC0 1.0", RightsBasis.LICENCE),
        ("CC0 1.0 (written for Lectern)", "CC0 1.0 (written for Lectern)", RightsBasis.LICENCE),
        ("Open Government Licence v3.0", "Open Government Licence v3.0", RightsBasis.LICENCE),
        ("© 2020 Shore Press, licensed under CC BY 4.0", "© 2020 Shore Press, licensed under CC BY 4.0", RightsBasis.LICENCE),
        ("© 2020 Shore Press", "© 2020 Shore Press", RightsBasis.QUOTATION),
        ("All  rights reserved.", "All rights reserved.", RightsBasis.QUOTATION),
        ("https://www.elsevier.com/tdm/userlicense/1.0/", "https://www.elsevier.com/tdm/userlicense/1.0/", RightsBasis.QUOTATION),
        ("own work", "own work", RightsBasis.OWN),
        ("Own", "Own", RightsBasis.OWN),
        ("my own notes", "my own notes", RightsBasis.OWN),
        ("its own kind of licence", "its own kind of licence", RightsBasis.LICENCE),
        (None, None, RightsBasis.UNKNOWN),
        ("  ", None, RightsBasis.UNKNOWN),
    ],
)  # fmt: skip
def test_name_and_ground(stated: str | None, name: str | None, basis: RightsBasis) -> None:
    assert licence_name(stated) == name
    assert rights_basis(licence_name(stated)) is basis
