//! Regions of Kazakhstan (ISO 3166-2:KZ; the same digits begin a code of КАТО), each with the office
//! that reviews applications there: УМС ДП, the migration service of the region's police department.

use crate::data::answer::{Answer, Object};
use crate::data::code::Code;
use alloc::vec::Vec;

/// A name in the two languages in which the state gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Name {
    /// Kazakh.
    pub kk: &'static str,
    /// Russian.
    pub ru: &'static str,
}

macro_rules! regions {
    ($($member:ident $code:literal $kk:literal $ru:literal $of:literal)+) => {
        crate::data::code::codes! {
            /// A region, or a city of republican significance.
            Region {
                $(#[doc = $ru] $member = $code,)+
            }
        }

        impl Region {
            /// The region's name.
            pub fn name(self) -> Name {
                match self {
                    $(Self::$member => Name { kk: $kk, ru: $ru }),+
                }
            }

            /// The reviewing office's name. Only that of Abai was seen in print; the others follow it.
            pub fn office(self) -> Name {
                match self {
                    $(Self::$member => Name {
                        kk: concat!($kk, " ПД Көші-қон қызметі басқармасы"),
                        ru: concat!("УМС ДП ", $of),
                    }),+
                }
            }
        }
    };
}

regions! {
    Abai "10" "Абай облысы" "область Абай" "области Абай"
    Akmola "11" "Ақмола облысы" "Акмолинская область" "Акмолинской области"
    Aktobe "15" "Ақтөбе облысы" "Актюбинская область" "Актюбинской области"
    AlmatyRegion "19" "Алматы облысы" "Алматинская область" "Алматинской области"
    Atyrau "23" "Атырау облысы" "Атырауская область" "Атырауской области"
    WestKazakhstan "27" "Батыс Қазақстан облысы" "Западно-Казахстанская область" "Западно-Казахстанской области"
    Zhambyl "31" "Жамбыл облысы" "Жамбылская область" "Жамбылской области"
    Zhetisu "33" "Жетісу облысы" "область Жетісу" "области Жетісу"
    Karaganda "35" "Қарағанды облысы" "Карагандинская область" "Карагандинской области"
    Kostanay "39" "Қостанай облысы" "Костанайская область" "Костанайской области"
    Kyzylorda "43" "Қызылорда облысы" "Кызылординская область" "Кызылординской области"
    Mangystau "47" "Маңғыстау облысы" "Мангистауская область" "Мангистауской области"
    Pavlodar "55" "Павлодар облысы" "Павлодарская область" "Павлодарской области"
    NorthKazakhstan "59" "Солтүстік Қазақстан облысы" "Северо-Казахстанская область" "Северо-Казахстанской области"
    Turkistan "61" "Түркістан облысы" "Туркестанская область" "Туркестанской области"
    Ulytau "62" "Ұлытау облысы" "область Ұлытау" "области Ұлытау"
    EastKazakhstan "63" "Шығыс Қазақстан облысы" "Восточно-Казахстанская область" "Восточно-Казахстанской области"
    Astana "71" "Астана қаласы" "город Астана" "города Астаны"
    Almaty "75" "Алматы қаласы" "город Алматы" "города Алматы"
    Shymkent "79" "Шымкент қаласы" "город Шымкент" "города Шымкента"
}

/// A region as the contract lists it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// ISO 3166-2:KZ, the two digits.
    pub code: Region,
    /// The region's name.
    pub name: Name,
    /// The name of the office that reviews applications there.
    pub office: Name,
}

impl Answer for Name {
    fn write(&self, into: &mut Object) {
        into.literal("kk", self.kk);
        into.literal("ru", self.ru);
    }
}

impl Answer for Entry {
    fn write(&self, into: &mut Object) {
        into.code("code", self.code);
        into.object("name", &self.name);
        into.object("office", &self.office);
    }
}

/// All regions, in the order of their codes.
pub fn all() -> Vec<Entry> {
    Region::ALL.iter().map(|region| Entry { code: *region, name: region.name(), office: region.office() }).collect()
}
