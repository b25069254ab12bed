"""Names of companies: which part is the name and which its legal form, in Latin and in Arabic letters.

Legal forms are those of company law: S.A., Ltd, GmbH, S.A.S., plc, Inc., ش.م.م … They are set apart, never lost:
"Example S.A." and "Example Ltd" may be two companies of one group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from caselaw.domain.text import fold

# The form as it is written → the form as it is compared. Folded, without dots; the longest first.
_FORMS: dict[str, str] = {
    **dict.fromkeys(
        ("sociedad anonima de capital variable", "s a b de c v", "sab de cv", "s a de c v", "sa de cv"), "SA de CV"
    ),
    **dict.fromkeys(("sociedad de responsabilidad limitada", "s de r l de c v", "s de r l", "s r l", "srl"), "SRL"),
    **dict.fromkeys(("sociedad anonima cerrada", "s a c", "sac"), "SAC"),
    **dict.fromkeys(("sociedad anonima abierta", "s a a", "saa"), "SAA"),
    **dict.fromkeys(("sociedad anonima", "societe anonyme", "sociedade anonima", "s a", "sa", "s/a"), "SA"),
    **dict.fromkeys(
        ("sociedad por acciones simplificada", "societe par actions simplifiee",
        "s a s u", "sasu", "s a s", "sas"), "SAS"
    ),
    **dict.fromkeys(("sociedad por acciones", "s p a", "spa"), "SpA"),
    **dict.fromkeys(("societe a responsabilite limitee", "s a r l", "sarl", "suarl"), "SARL"),
    **dict.fromkeys(("sociedad limitada unipersonal", "sociedad limitada", "s l u", "slu", "s l", "sl"), "SL"),
    **dict.fromkeys(("limitada", "ltda"), "Ltda"),
    **dict.fromkeys(("proprietary limited", "pty ltd", "pty limited", "pty"), "Pty Ltd"),
    **dict.fromkeys(("private limited", "pvt ltd", "pvt limited", "pvt", "pte ltd", "pte"), "Pvt Ltd"),
    **dict.fromkeys(("public limited company", "p l c", "plc"), "plc"),
    **dict.fromkeys(("co ltd", "company limited", "co limited", "limited", "ltd"), "Ltd"),
    **dict.fromkeys(("incorporated", "inc"), "Inc."),
    **dict.fromkeys(("corporation", "corp"), "Corp."),
    **dict.fromkeys(("limited liability company", "l l c", "llc"), "LLC"),
    **dict.fromkeys(("limited liability partnership", "l l p", "llp"), "LLP"),
    **dict.fromkeys(("gmbh & co kg", "gmbh and co kg", "gmbh"), "GmbH"),
    **dict.fromkeys(("aktiengesellschaft", "ag"), "AG"),
    **dict.fromkeys(("naamloze vennootschap", "n v", "nv"), "NV"),
    **dict.fromkeys(("besloten vennootschap", "b v", "bv"), "BV"),
    **dict.fromkeys(("public joint stock company", "pjsc", "p j s c"), "PJSC"),
    **dict.fromkeys(("joint stock company", "jsc", "ojsc", "closed joint stock company"), "JSC"),
    **dict.fromkeys(("s a e", "sae"), "SAE"), **dict.fromkeys(("s a l", "sal"), "SAL"),
    **dict.fromkeys(("s a o g", "saog"), "SAOG"), **dict.fromkeys(("w l l", "wll"), "WLL"),
    **dict.fromkeys(("k s c p", "kscp", "k s c", "ksc"), "KSC"), **dict.fromkeys(("q s c", "qsc", "qpsc"), "QSC"),
    **dict.fromkeys(("sdn bhd", "bhd"), "Bhd"), "tbk": "Tbk", "ab": "AB",
    "asa": "ASA", "oyj": "Oyj", "oy": "Oy", "a/s": "A/S",
    "company": "Co.", "co": "Co.", "& co": "Co.", "cia": "Cía.", "compania": "Cía.", "compagnie": "Cie", "cie": "Cie",
    **dict.fromkeys(
        (
            "شركه مساهمه مصريه", "شركه مساهمه عامه", "شركه مساهمه مقفله", "شركه مساهمه", "المساهمه العامه", "ش م ع",
            "ش م",
        ),
        "ش.م",
    ),
    **dict.fromkeys(("ش م م", "شمم"), "ش.م.م"), **dict.fromkeys(("ش م ل", "شمل"), "ش.م.ل"),
    **dict.fromkeys(("ش م ك ع", "ش م ك"), "ش.م.ك"), **dict.fromkeys(("ش م ب م", "ش م ب"), "ش.م.ب"),
    **dict.fromkeys(("شركه ذات مسووليه محدوده", "ذات مسووليه محدوده", "ش ذ م م", "ذ م م"), "ذ.م.م"),
    **dict.fromkeys(("المحدوده", "محدوده"), "المحدودة"),
}  # fmt: skip
_LEADING = re.compile(
    r"(?:the|la|el|le|les|los|l'|societes?|sociedad|empresas?|entreprises?|companies|firma|firme|شركه|شركات|لشركه|"
    r"الشركه|موسسه|pt|grupo empresarial)\s+(?=\S)|l'"
)
_DOT = re.compile(r"(?<=\w)\.(?=\s?\w\b)|\.")
_SPACES = re.compile(r"[\s,()\"“”«»'’‘]+")
_JOINED = re.compile(r"[^\w]+")
_BY_LAST_WORD: dict[str, list[str]] = {}
for _form in sorted(_FORMS, key=len, reverse=True):
    _BY_LAST_WORD.setdefault(_form.rpartition(" ")[2], []).append(_form)


@dataclass(frozen=True)
class CompanyName:
    """A company's name taken apart: `written` as it stands, `core` folded and without its legal forms (the part that
    tells companies apart), `forms` those legal forms as they are compared, in the order of the name."""

    written: str
    core: str
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The core without spaces and marks: equal for "LafargeHolcim" and "Lafarge-Holcim"."""
        return _JOINED.sub("", self.core)


def company_name(written: str) -> CompanyName:
    """The name taken apart; a name that is nothing but a legal form keeps it."""
    text = _SPACES.sub(" ", fold(_DOT.sub(" ", written))).strip(" -–—/&")
    forms: list[str] = []
    while form := _last_form(text):
        forms.insert(0, _FORMS[form])
        text = text[: -len(form)].rstrip(" -–—/&,")
    while (leading := _LEADING.match(text)) and len(text) > leading.end() + 1:
        text = text[leading.end() :]
    return CompanyName(written.strip(), text, tuple(forms))


def _last_form(text: str) -> str:
    """The longest legal form that the text ends with; "" for none. A list of cases asks for thousands of names."""
    possible = _BY_LAST_WORD.get(text.rpartition(" ")[2], ())
    return next((one for one in possible if text.endswith(f" {one}")), "")


def is_legal_form(text: str) -> bool:
    """The text is a legal form and nothing else: "S.A.", "Ltd", "ش.م.م"."""
    return _SPACES.sub(" ", fold(_DOT.sub(" ", text))).strip() in _FORMS
