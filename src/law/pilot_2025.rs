//! The pilot's values, each beside its clause and its source; `docs/rulesets.md` says what would settle what is open.
//!
//! Совместный приказ № 389 / № 253/НҚ от 26.05.2025. The authors have not read the order's full text: what is marked
//! [`Certainty::Report`] is what the press and the state's own news agencies report of it. Of its points only 1, 2 and 7
//! are known.
//!
//! No extension was found after 31.03.2026. When there is one, change `in_force.through`, its citation and `id`.

use crate::calendar::CivilDate;
use crate::law::ruleset::List::Embedded;
use crate::law::ruleset::{
    Applicant, Certainty, Checked, Citation, Covers, CoversBasis, Document, DutyValue, ExemptPersons, Exemption, Fine,
    InForce, LiabilityValue, MrpValue, Notice, OfficialLanguage, Reason, RefundRule, Ruleset, Translated, Warning,
    WindowRule,
};

/// The groups under the code through 2025, then under the one from 2026.
macro_rules! groups {
    ($($code:literal $text:literal)+) => {
        &[$(exempt_through_2025($code, $text),)+ $(exempt_from_2026($code, $text),)+]
    };
}

/// The embedded ruleset.
pub static PILOT_2025: Ruleset<'static> = Ruleset {
    id: "pilot-2025",
    title: Translated {
        ru: "Пилот: замена удостоверения личности онлайн в связи с истечением срока действия",
        kk: "Пилот: жеке куәлікті қолданылу мерзімінің аяқталуына байланысты онлайн ауыстыру",
        en: "Pilot: online replacement of an identity card because it expires",
    },
    in_force: InForce {
        from: date(2025, 5, 28),
        through: date(2026, 3, 31),
        basis: Citation {
            act: ORDER,
            clause: Some("п. 7"),
            text: "Приказ действует с 28.05.2025. Срок действия приказа – по 31.03.2026 (п. 7 приказа).",
            certainty: Certainty::Act,
            note: Some("«По» включает последний день. Продление не найдено."),
            index: Some(0),
        },
        checked: checked("zan.kz G25C0000389; gos24.kz, блог 4481; prosud.kz 1018616"),
    },
    covers: Covers {
        documents: Embedded(&[Document::IdentityCard]),
        reasons: Embedded(&[Reason::Expiry]),
        applicants: Embedded(&[Applicant::Owner]),
        basis: CoversBasis {
            document: Citation {
                act: ORDER,
                clause: Some("п. 1"),
                text: "Онлайн-формат распространяется только на удостоверения личности; на паспорта и \
                       другие документы – нет.",
                certainty: Certainty::Report,
                note: None,
                index: Some(1),
            },
            reason: Citation {
                act: ORDER,
                clause: Some("п. 1"),
                text: "Распространяется только на удостоверения личности, срок действия которых истёк; \
                       при утере, краже, порче, смене данных и первичном получении не применяется.",
                certainty: Certainty::Report,
                note: Some(
                    "«Истёк» прочитано как «в связи с истечением»: то же предложение допускает \
                     удостоверения, которым остаётся до 30 дней.",
                ),
                index: Some(2),
            },
            applicant: Citation {
                act: ORDER,
                clause: Some("п. 2"),
                text: "Заявку подаёт только владелец документа; подать её за другого человека нельзя.",
                certainty: Certainty::Report,
                note: Some(ALGORITHM),
                index: Some(3),
            },
            biometrics: Citation {
                act: ORDER,
                clause: Some("п. 2"),
                text: "Если биометрическая идентификация не пройдена (возраст, операция, изменение \
                       внешности), заявитель обращается в ЦОН.",
                certainty: Certainty::Report,
                note: Some(ALGORITHM),
                index: Some(4),
            },
        },
        checked: checked("kaskyr-news.com 179760; gos24.kz (название приказа); aqshamnews.kz"),
    },
    window: WindowRule {
        days_before: 30,
        days_after: 10,
        basis: Citation {
            act: ORDER,
            clause: Some("п. 2"),
            text: "Услуга оказывается, если до окончания срока действия удостоверения личности остаётся \
                   30 и менее календарных дней либо он истёк не более 10 календарных дней назад.",
            certainty: Certainty::Report,
            note: Some(
                "П. 2 утверждает алгоритм; собственная нумерация алгоритма не известна. День 10 после \
                 истечения включён, хотя с него начинается ст. 492 КоАП.",
            ),
            index: Some(5),
        },
        checked: checked("kaskyr-news.com 179760; inform.kz 6e359e"),
    },
    mrp: Embedded(&[
        MrpValue {
            from: date(2025, 1, 1),
            through: date(2025, 12, 31),
            amount: 3932,
            basis: Citation {
                act: "Закон РК от 04.12.2024 № 141-VIII «О республиканском бюджете на 2025–2027 годы»",
                clause: None,
                text: "Месячный расчётный показатель – 3932 тенге.",
                certainty: Certainty::Report,
                note: None,
                index: None,
            },
            checked: checked("cis-legislation.com 163439; lada.kz 146822"),
        },
        MrpValue {
            from: date(2026, 1, 1),
            through: date(2026, 12, 31),
            amount: 4325,
            basis: Citation {
                act: "Закон РК от 08.12.2025 «О республиканском бюджете на 2026–2028 годы»",
                clause: None,
                text: "Месячный расчётный показатель – 4325 тенге.",
                certainty: Certainty::Report,
                note: None,
                index: None,
            },
            checked: checked("lada.kz 146822; ddn.kz"),
        },
    ]),
    duty: Embedded(&[
        DutyValue {
            from: date(2025, 1, 1),
            through: date(2025, 12, 31),
            rate: "0.2",
            exempt: None,
            basis: Citation {
                act: TAX_CODE_THROUGH_2025,
                clause: None,
                text: "Государственная пошлина за удостоверение личности – 0,2 МРП.",
                certainty: Certainty::Report,
                note: Some(
                    "Возникает ли пошлина, решает день заявки, а размер – МРП на день уплаты: кодекс 2026 \
                     года говорит это прямо (ст. 664 п. 2), для 2025 года это толкование. Доли тенге \
                     отбрасываются: опубликовано 786, а не 786,4.",
                ),
                index: None,
            },
            checked: checked("baq.kz; inform.kz d0780c"),
        },
        DutyValue {
            from: date(2026, 1, 1),
            through: date(2026, 12, 31),
            rate: "0.2",
            exempt: Some(Exemption::NotAnObject),
            basis: Citation {
                act: TAX_CODE_FROM_2026,
                clause: Some("ст. 664 п. 1 пп. 8"),
                text: "Пошлина взимается «за выдачу документов, удостоверяющих личность, за исключением \
                       удостоверения беженца, выдачи удостоверений личности гражданина Республики \
                       Казахстан впервые и по истечении срока действия».",
                certainty: Certainty::Act,
                note: Some(
                    "Пошлина не возникает; это не льгота. Замена до истечения срока прочитана как замена \
                     по его истечении, решает день заявки. По другим причинам – 0,2 МРП (ст. 667 п. 3 пп. \
                     2).",
                ),
                index: None,
            },
            checked: checked("K2500000214, ст. 664, 667"),
        },
    ]),
    exempt_persons: Embedded(EXEMPT_PERSONS),
    liability: Embedded(&[LiabilityValue {
        // The years for which it was looked at.
        from: date(2025, 1, 1),
        through: date(2026, 12, 31),
        warning: Warning {
            days: 10,
            basis: Citation {
                act: OFFENCES,
                clause: Some("ст. 492 ч. 1"),
                text: "Проживание по недействительному удостоверению личности сроком от десяти \
                       календарных дней до одного месяца влечёт предупреждение.",
                certainty: Certainty::Act,
                note: Some(
                    "Удостоверение действует по дату на нём включительно, поэтому первый день – десятый \
                     после неё.",
                ),
                index: None,
            },
        },
        fine: Fine {
            months: 1,
            mrp: 7,
            repeated_mrp: 13,
            basis: Citation {
                act: OFFENCES,
                clause: Some("ст. 492 ч. 2"),
                text: "Сроком свыше одного месяца – штраф 7 МРП; повторно в течение года – 13 МРП.",
                certainty: Certainty::Act,
                note: Some(
                    "Толкование: «месяц» – календарный, от даты на удостоверении по то же число \
                     следующего месяца, а где его нет – по последнее; штраф – со следующего дня. Размер – \
                     по МРП этого дня.",
                ),
                index: None,
            },
        },
        checked: checked("КоАП, ст. 492; vecher.kz; gov.kz/services/3087"),
    }]),
    refund: RefundRule {
        years: 3,
        basis: Citation {
            act: TAX_CODE_FROM_2026,
            clause: Some("ст. 120 п. 3 пп. 1, ст. 121 п. 2, ст. 122 п. 4, 5"),
            text: "Пошлина возвращается, если государственный орган подтвердит, что действие не \
                   совершено; в счёт другой пошлины не засчитывается; по налоговому заявлению, на \
                   банковский счёт, при отсутствии налоговой задолженности; документы – в течение трёх \
                   лет со дня уплаты.",
            certainty: Certainty::Act,
            note: Some(
                "Последний день – то же число через три года. В 2025 году – ст. 108 прежнего кодекса, тот \
                 же порядок.",
            ),
            index: None,
        },
        checked: checked("K2500000214, ст. 120–122"),
    },
    notice: Notice {
        ru: "оформление недоступно, обратитесь в ЦОН",
        kk: "ресімдеу қолжетімсіз, ХҚКО-ға жүгініңіз",
        en: "online issuance is unavailable, please visit a Public Service Centre (TsON)",
        official: OfficialLanguage::Ru,
        index: Some(6),
    },
    notice_checked: checked("kaskyr-news.com 179760 (ru)"),
};

const ORDER: &str = "Приказ Министра внутренних дел РК № 389 и Министра цифрового развития, инноваций и \
                     аэрокосмической промышленности РК № 253/НҚ от 26.05.2025";
const TAX_CODE_THROUGH_2025: &str = "Налоговый кодекс РК, действовавший по 31.12.2025";
const TAX_CODE_FROM_2026: &str = "Налоговый кодекс РК от 18.07.2025 (K2500000214), действует с 01.01.2026";
const OFFENCES: &str = "Кодекс РК об административных правонарушениях";
const ALGORITHM: &str = "П. 2 утверждает алгоритм; собственная нумерация алгоритма не известна.";

/// Who pays no duty: the same groups in both codes, of the one first and then of the other.
const EXEMPT_PERSONS: &[ExemptPersons<'static>] = groups! {
    "hero" "Герои Советского Союза, Герои Социалистического Труда, лица, удостоенные званий «Халық \
         қаһарманы», «Қазақстанның Еңбек Ері»"
    "order-holder" "Лица, награждённые орденами, названными в кодексе"
    "mother-of-many" "Матери, удостоенные звания «Мать-героиня», награждённые подвесками «Алтын алқа», «Күміс \
         алқа»"
    "veteran" "Ветераны Великой Отечественной войны, ветераны боевых действий на территории других \
         государств и лица, приравненные к ним"
    "home-front-worker" "Труженики тыла: не менее шести месяцев с 22.06.1941 по 09.05.1945"
    "person-with-disability" "Лица с инвалидностью"
    "parent-of-person-with-disability" "Один из родителей лица с инвалидностью с детства, ребёнка с инвалидностью"
    "medical-social-institution-resident" "Граждане, проживающие в медико-социальных учреждениях"
    "orphan" "Дети-сироты и дети, оставшиеся без попечения родителей, на полном государственном \
         обеспечении"
    "chernobyl" "Граждане, пострадавшие вследствие Чернобыльской катастрофы"
};

const fn exempt_through_2025(code: &'static str, text: &'static str) -> ExemptPersons<'static> {
    ExemptPersons {
        code,
        from: date(2025, 1, 1),
        through: Some(date(2025, 12, 31)),
        basis: exempt(TAX_CODE_THROUGH_2025, "ст. 622 п. 4", text),
        checked: checked("прежний Налоговый кодекс, ст. 622"),
    }
}

const fn exempt_from_2026(code: &'static str, text: &'static str) -> ExemptPersons<'static> {
    ExemptPersons {
        code,
        from: date(2026, 1, 1),
        through: None,
        basis: exempt(TAX_CODE_FROM_2026, "ст. 671 п. 4", text),
        checked: checked("K2500000214, ст. 671"),
    }
}

const fn exempt(act: &'static str, clause: &'static str, text: &'static str) -> Citation<'static> {
    Citation { act, clause: Some(clause), text, certainty: Certainty::Act, note: None, index: None }
}

/// Every source was looked at on one day.
const fn checked(source: &'static str) -> Option<Checked<'static>> {
    Some(Checked { source, on: date(2026, 11, 26) })
}

const fn date(year: i32, month: u32, day: u32) -> CivilDate {
    CivilDate::known(year, month, day)
}
