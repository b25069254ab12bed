"""A short eviction case that no court ever decided, told in four languages."""

from __future__ import annotations

TITLES = {
    "en": "Residents of Reed Street v. Municipality of Harbour Town",
    "es": "Vecinos de la calle Juncal c. Municipio de Puerto Claro",
    "fr": "Habitants de la rue des Roseaux c. Commune de Port-Clair",
    "ar": "سكان شارع القصب ضد بلدية مدينة الميناء",
}

TEXTS = {
    "en": (
        "The applicants have lived in Reed Street since 1987 and hold no other home.",
        "On 3 March 2004 the municipality ordered their expulsion within ten days, without offering other housing.",
        "The right to adequate housing does not end where a person holds no title to the land.",
        "A forced eviction is lawful only after genuine consultation, and never leaves people without shelter.",
        "The order is set aside. The municipality shall report on other housing within six months.",
    ),
    "es": (
        "Los demandantes viven en la calle Juncal desde 1987 y no tienen otro hogar.",
        "El 3 de marzo de 2004 el municipio ordenó su desalojo forzoso en diez días, sin ofrecer otra vivienda.",
        "El derecho a una vivienda adecuada no termina donde una persona carece de título sobre la tierra.",
        "Un desalojo forzoso solo es lícito tras una consulta verdadera, y nunca deja a las personas sin techo.",
        "Se anula la orden. El municipio informará sobre otra vivienda en un plazo de seis meses.",
    ),
    "fr": (
        "Les requérants habitent la rue des Roseaux depuis 1987 et n’ont pas d’autre foyer.",
        "Le 3 mars 2004, la commune a ordonné l’expulsion sous dix jours, sans proposer d’autre logement.",
        "Le droit à un logement convenable ne cesse pas là où l’on n’a pas de titre sur le sol.",
        "L’expulsion forcée n’est licite qu’après une véritable consultation, et ne laisse jamais personne sans abri.",
        "L’arrêté est annulé. La commune rendra compte du relogement dans les six mois.",
    ),
    "ar": (
        "يسكن المدّعون شارع القصب منذ سنة 1987 وليس لهم مسكن آخر.",
        "في 3 مارس 2004 أمرت البلدية بإخلائهم قسرًا خلال عشرة أيام دون أن تعرض عليهم مسكنًا بديلًا.",
        "لا ينتهي الحق في السكن اللائق حيث لا يملك الإنسان سندًا للأرض.",
        "لا يكون الإخلاء القسري مشروعًا إلا بعد تشاور حقيقي، ولا يترك أحدًا بلا مأوى، وكذلك الحق في التعليم.",
        "يُلغى الأمر، وعلى البلدية أن تقدّم تقريرًا عن السكن البديل خلال ستة أشهر.",
    ),
}
