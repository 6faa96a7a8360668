// Reads a TensorFlow Lite file just far enough to have its numbers.

/** Numbers of half precision. None of the model's is infinite. */
export function halves(data) {
  return Array.from({ length: data.length / 2 }, (_, index) => {
    const bits = data.readUInt16LE(2 * index);
    const exponent = (bits >> 10) & 31;
    const size = exponent === 0 ? (bits & 1023) * 2 ** -24 : (1 + (bits & 1023) / 1024) * 2 ** (exponent - 15);
    return bits >> 15 ? -size : size;
  });
}

/**
 * The tensors of a TensorFlow Lite file by name, as `{ shape, data }`. It is a FlatBuffer; of its schema, by the
 * numbers of the fields: Model 2 subgraphs, 4 buffers; SubGraph 0 tensors; Tensor 0 shape, 2 buffer, 3 name;
 * Buffer 0 data. https://github.com/tensorflow/tensorflow/blob/v2.9.1/tensorflow/lite/schema/schema.fbs
 */
export function readTensors(bytes) {
  const follow = (at) => at + bytes.readUInt32LE(at);
  // A table begins with how far before it the places of its fields are; 0 is an absent one.
  const field = (table, number) => {
    const places = table - bytes.readInt32LE(table);
    const place = 4 + 2 * number < bytes.readUInt16LE(places) ? bytes.readUInt16LE(places + 4 + 2 * number) : 0;
    return place === 0 ? undefined : table + place;
  };
  const list = (at, item) => {
    const start = follow(at);
    return Array.from({ length: bytes.readUInt32LE(start) }, (_, index) => item(start + 4 + 4 * index));
  };
  const block = (at) => {
    const start = follow(at);
    return bytes.subarray(start + 4, start + 4 + bytes.readUInt32LE(start));
  };
  const model = follow(0);
  const buffers = list(field(model, 4), follow);
  const [graph] = list(field(model, 2), follow);
  return new Map(
    list(field(graph, 0), follow).map((tensor) => {
      const data = field(buffers[bytes.readUInt32LE(field(tensor, 2))], 0);
      const shape = list(field(tensor, 0), (at) => bytes.readInt32LE(at));
      return [block(field(tensor, 3)).toString(), { shape, data: data && block(data) }];
    }),
  );
}
