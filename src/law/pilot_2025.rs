//! The pilot's values, each beside its clause.
//!
//! Совместный приказ № 389 / № 253/НҚ от 26.05.2025. The authors have not read the order's full text:
//! what is marked [`Certainty::Report`] is what the press and the state's own news agencies report of
//! it (kaskyr-news.com 179760, inform.kz 6e359e, aqshamnews.kz, airpres.kz), and the days in force are
//! those of the state's database of law (zan.kz G25C0000389; gos24.kz, blog 4481).
//!
//! No extension was found after 31.03.2026. When there is one, change `IN_FORCE.through`, its citation
//! and `ID`; see `docs/rulesets.md`.

use crate::calendar::CivilDate;
use crate::law::ruleset::List::Embedded;
use crate::law::ruleset::{
    Applicant, Certainty, Citation, Covers, CoversBasis, Document, DutyValue, ExemptPersons, Exemption, InForce,
    Notice, OfficialLanguage, Reason, Ruleset, Translated, WindowRule,
};

/// The embedded ruleset.
pub static PILOT_2025: Ruleset<'static> = Ruleset {
    id: "pilot-2025",
    title: Translated {
        ru: "Пилот: замена удостоверения личности онлайн по истечении срока действия",
        kk: "Пилот: жеке куәлікті қолданылу мерзімі өткенде онлайн ауыстыру",
        en: "Pilot: renewing an identity card online when it expires",
    },
    in_force: InForce {
        from: date(2025, 5, 28),
        through: date(2026, 3, 31),
        basis: Citation {
            act: ORDER,
            clause: Some("п. 7"),
            text: "Приказ действует с 28.05.2025. Срок действия приказа – по 31.03.2026 (п. 7 приказа).",
            certainty: Certainty::Order,
            index: Some(0),
        },
    },
    covers: Covers {
        documents: Embedded(&[Document::IdentityCard]),
        reasons: Embedded(&[Reason::Expiry]),
        applicants: Embedded(&[Applicant::Owner]),
        basis: CoversBasis {
            document: reported(
                1,
                "Онлайн-формат распространяется только на удостоверения личности; на паспорта и другие документы – нет.",
            ),
            // The sentence goes on to admit cards with up to 30 days left: hence "because of expiry", not "expired".
            reason: reported(
                2,
                "Распространяется только на удостоверения личности, срок действия которых истёк; \
                 при утере, краже, порче, смене данных и первичном получении не применяется.",
            ),
            applicant: reported(3, "Заявку подаёт только владелец документа; подать её за другого человека нельзя."),
            biometrics: reported(
                4,
                "Если биометрическая идентификация не пройдена (возраст, операция, изменение внешности), \
                 заявитель обращается в ЦОН.",
            ),
        },
    },
    window: WindowRule {
        days_before: 30,
        // Day 10 is also where art. 492 of the Code of Administrative Offences begins («от 10 дней»);
        // the order's words keep it.
        days_after: 10,
        basis: reported(
            5,
            "Услуга оказывается, если до окончания срока действия удостоверения личности остаётся 30 и менее \
             календарных дней либо он истёк не более 10 календарных дней назад.",
        ),
    },
    duty: Embedded(&[
        DutyValue {
            from: date(2025, 1, 1),
            through: date(2025, 12, 31),
            mrp: 3932,
            rate: "0.2",
            // 786.4; the fraction is dropped as published (baq.kz, inform.kz d0780c).
            amount: 786,
            exempt: None,
            basis: Citation {
                act: TAX_CODE_THROUGH_2025,
                clause: None,
                text: "Государственная пошлина за удостоверение личности – 0,2 МРП (МРП 2025 года – 3932 тенге). \
                     Размер берётся на дату заявки (толкование).",
                certainty: Certainty::Report,
                index: None,
            },
        },
        DutyValue {
            from: date(2026, 1, 1),
            through: date(2026, 12, 31),
            mrp: 4325,
            rate: "0.2",
            amount: 865,
            exempt: Some(Exemption::ReplacementOnExpiry),
            basis: Citation {
                act: TAX_CODE_FROM_2026,
                clause: None,
                text: "Замена удостоверения личности в связи с истечением срока действия освобождена от пошлины. \
                     Замена до даты окончания срока считается такой же; решает дата заявки (толкование).",
                certainty: Certainty::Report,
                index: None,
            },
        },
    ]),
    exempt_persons: Embedded(&[
        exempt("hero", "Герои Советского Союза, Герои Социалистического Труда"),
        exempt("order-holder", "Лица, награждённые орденами, названными в кодексе"),
        exempt("mother-of-many", "Матери, награждённые званием «Мать-героиня», подвесками «Алтын алқа», «Күміс алқа»"),
        exempt("veteran", "Ветераны и лица, приравненные к ним"),
        exempt("person-with-disability", "Лица с инвалидностью"),
        exempt(
            "parent-of-person-with-disability",
            "Один из родителей лица с инвалидностью с детства, ребёнка с инвалидностью",
        ),
        exempt("medical-social-institution-resident", "Граждане, проживающие в медико-социальных учреждениях"),
        exempt("orphan", "Дети-сироты"),
        exempt("chernobyl", "Граждане, пострадавшие вследствие Чернобыльской катастрофы"),
    ]),
    notice: Notice {
        ru: "оформление недоступно, обратитесь в ЦОН",
        kk: "рәсімдеу қолжетімсіз, ХҚКО-ға жүгініңіз",
        en: "online issuance is unavailable, please visit a Public Service Centre (TsON)",
        official: OfficialLanguage::Ru,
        index: Some(6),
    },
};

const ORDER: &str = "Приказ Министра внутренних дел РК № 389 и Министра цифрового развития, инноваций и \
                     аэрокосмической промышленности РК № 253/НҚ от 26.05.2025";
const TAX_CODE_THROUGH_2025: &str = "Налоговый кодекс РК, действовавший по 31.12.2025";
const TAX_CODE_FROM_2026: &str = "Налоговый кодекс РК от 18.07.2025, действует с 01.01.2026";

const fn reported(index: u8, text: &'static str) -> Citation<'static> {
    Citation { act: ORDER, clause: None, text, certainty: Certainty::Report, index: Some(index) }
}

const fn exempt(code: &'static str, text: &'static str) -> ExemptPersons<'static> {
    ExemptPersons {
        code,
        from: date(2025, 1, 1),
        through: Some(date(2025, 12, 31)),
        basis: Citation {
            act: TAX_CODE_THROUGH_2025,
            clause: Some("ст. 622, п. 4"),
            text,
            certainty: Certainty::Report,
            index: None,
        },
    }
}

const fn date(year: i32, month: u32, day: u32) -> CivilDate {
    CivilDate::known(year, month, day)
}
