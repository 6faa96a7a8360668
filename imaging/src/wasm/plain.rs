//! Answers as plain objects, as serde-wasm-bindgen would make them, without the kinds of values that no answer has:
//! those took four kilobytes of gzip.

use core::fmt::{self, Display};

use js_sys::{Array, Uint8Array};
use serde::ser::{Error, Impossible, Serialize, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Object)]
    pub type Fields;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Fields;
    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Fields, name: &str, value: JsValue);
}

/// Writes any value of the contract.
pub struct Plain;

/// That a value is of a kind that no answer has.
#[derive(Debug)]
pub struct Unknown;

impl Display for Unknown {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl core::error::Error for Unknown {}

impl Error for Unknown {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<JsValue, Unknown>;
type Never = Impossible<JsValue, Unknown>;

macro_rules! numbers {
    ($($name:ident: $kind:ty),*) => { $(fn $name(self, number: $kind) -> Written { Ok(f64::from(number).into()) })* };
}
macro_rules! unknown {
    ($($name:ident($($given:ty),*) -> $answer:ty),*) => {
        $(fn $name(self, $(_: $given),*) -> Result<$answer, Unknown> { Err(Unknown) })*
    };
}

impl Serializer for Plain {
    type Ok = JsValue;
    type Error = Unknown;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Never;

    numbers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_u8: u8, serialize_u16: u16,
        serialize_u32: u32, serialize_f32: f32, serialize_f64: f64
    }

    unknown! {
        serialize_i64(i64) -> JsValue,
        serialize_u64(u64) -> JsValue,
        serialize_char(char) -> JsValue,
        serialize_none() -> JsValue,
        serialize_unit() -> JsValue,
        serialize_unit_struct(&'static str) -> JsValue,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_map(Option<usize>) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never
    }

    fn serialize_bool(self, value: bool) -> Written {
        Ok(value.into())
    }

    fn serialize_str(self, text: &str) -> Written {
        Ok(text.into())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Written {
        Ok(Uint8Array::from(bytes).into())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        Ok(name.into())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Written {
        let fields = Fields::new();
        fields.set(name, value.serialize(self)?);
        Ok(fields.into())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<List, Unknown> {
        Ok(List(Array::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<List, Unknown> {
        Ok(List(Array::new()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, Unknown> {
        Ok(Fields::new())
    }
}

/// A list while it is written.
pub struct List(Array);

impl SerializeSeq for List {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unknown> {
        self.0.push(&value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.0.into())
    }
}

impl SerializeTuple for List {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unknown> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        SerializeSeq::end(self)
    }
}

impl SerializeStruct for Fields {
    type Ok = JsValue;
    type Error = Unknown;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), Unknown> {
        self.set(name, value.serialize(Plain)?);
        Ok(())
    }

    fn end(self) -> Written {
        Ok(self.into())
    }
}
