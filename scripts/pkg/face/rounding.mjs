// Rounds a network's weights so that its results change least, not the weights themselves.
//
// What rounding takes from one weight, the next ones make good, as far as their inputs go together: error feedback
// by the second moments of the inputs, as in GPTQ (Frantar et al., ICLR 2023) and LDLQ (Chee et al., NeurIPS 2023).
// Against rounding each weight to its nearest, it halves the errors.

/** How many pictures the moments are taken from. */
const PICTURES = 24;
const SIDE = 128;

/** What a layer's input is added to its own moments by, so that they can be solved: a part of their mean. */
const DAMPING = 0.01;

/**
 * Gives `part.moments` to each part of the layers: the products of each two of its inputs, added up over all places of
 * some pictures. Of a depthwise part, those of the nine taps, by channel.
 */
export function learnMoments(layers) {
  const random = generator();
  for (let count = 0; count < PICTURES; count += 1) {
    let plane = leaves(random);
    for (const { kind, stride, depthwise, dense } of layers) {
      if (kind === 'stem') {
        plane = positive(convolve(plane, dense, { size: 5, stride, before: 1 }));
      } else if (kind === 'block') {
        // With stride 2, TensorFlow has a border only behind the picture.
        const filtered = convolve(plane, depthwise, { size: 3, stride, before: stride === 1 ? 1 : 0 });
        plane = positive(sum(convolve(filtered, dense, { size: 1 }), stride === 1 ? plane : halved(plane)));
      } else {
        convolve(plane, dense, { size: 1 });
      }
    }
  }
}

/** A part's weights in whole numbers of steps, by row, then output; `steps` are its outputs' and `most` the greatest number. */
export function rounded(part, steps, most) {
  const { rows, outputs, weights, moments, channels } = part;
  const result = new Int16Array(rows * outputs);
  const solve = (count, ofMoments, columns) => {
    const order = Array.from({ length: count }, (_, row) => row).sort(
      (one, other) => ofMoments[other * count + other] - ofMoments[one * count + one] || one - other,
    );
    const carried = feedback(ofMoments, order);
    const lost = new Float64Array(count);
    for (const column of columns) {
      for (let k = 0; k < count; k += 1) {
        const at = order[k] * outputs + column;
        let wanted = weights[at];
        for (let i = 0; i < k; i += 1) wanted += lost[i] * carried[i * count + k];
        const value = Math.max(-most, Math.min(most, Math.round(wanted / steps[column])));
        lost[k] = weights[at] - value * steps[column];
        result[at] = value;
      }
    }
  };
  if (channels) {
    for (let channel = 0; channel < channels; channel += 1)
      solve(rows, moments.subarray(channel * rows * rows, (channel + 1) * rows * rows), [channel]);
  } else {
    solve(rows, moments, Array(outputs).keys());
  }
  return result;
}

/**
 * How much of each weight's error the later ones take over: U of M = U D Uᵀ, D diagonal and U upper triangular with
 * ones, where M are the moments in this order.
 */
function feedback(moments, order) {
  const count = order.length;
  const mean = order.reduce((total, row) => total + moments[row * count + row], 0) / count;
  // A part whose inputs were never anything but zero is rounded to the nearest.
  const more = DAMPING * mean || 1;
  const upper = new Float64Array(count * count);
  const diagonal = new Float64Array(count);
  for (let j = count - 1; j >= 0; j -= 1) {
    for (let i = j; i >= 0; i -= 1) {
      let value = moments[order[i] * count + order[j]] + (i === j ? more : 0);
      for (let k = j + 1; k < count; k += 1) value -= upper[i * count + k] * upper[j * count + k] * diagonal[k];
      if (i === j) diagonal[j] = value;
      upper[i * count + j] = i === j ? 1 : value / diagonal[j];
    }
  }
  return upper;
}

/**
 * Dead leaves: discs of all sizes that cover each other. Their statistics are those of photographs (Lee, Mumford and
 * Huang, 2001), and they show nobody.
 */
function leaves(random) {
  const data = new Float64Array(SIDE * SIDE * 3);
  for (let count = 0; count < 400; count += 1) {
    const radius = 4 / (0.05 + random());
    const [x, y] = [random() * SIDE, random() * SIDE];
    const grey = 2 * random() - 1;
    const colour = [0, 1, 2].map(() => Math.max(-1, Math.min(1, grey + 0.6 * random() - 0.3)));
    for (let row = 0; row < SIDE; row += 1) {
      for (let column = 0; column < SIDE; column += 1) {
        if ((column - x) ** 2 + (row - y) ** 2 < radius ** 2) data.set(colour, 3 * (row * SIDE + column));
      }
    }
  }
  return { side: SIDE, channels: 3, data };
}

/** Numbers from 0 to 1, always the same ones. */
function generator() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Applies a part, and adds its inputs to its moments. */
function convolve({ side, channels, data }, part, { size, stride = 1, before = 0 }) {
  const { rows, outputs, weights, bias } = part;
  part.moments ??= new Float64Array(part.channels ? part.channels * rows * rows : rows * rows);
  const out = { side: side / stride, channels: outputs, data: new Float64Array((side / stride) ** 2 * outputs) };
  const patch = new Float64Array(size * size * channels);
  for (let place = 0; place < out.side ** 2; place += 1) {
    const [left, top] = [(place % out.side) * stride - before, Math.floor(place / out.side) * stride - before];
    for (let tap = 0; tap < size * size; tap += 1) {
      const [x, y] = [left + (tap % size), top + Math.floor(tap / size)];
      const inside = x >= 0 && y >= 0 && x < side && y < side;
      for (let channel = 0; channel < channels; channel += 1) {
        patch[tap * channels + channel] = inside ? data[(y * side + x) * channels + channel] : 0;
      }
    }
    const result = out.data.subarray(place * outputs, (place + 1) * outputs);
    if (part.channels) {
      for (let channel = 0; channel < channels; channel += 1) {
        for (let tap = 0; tap < rows; tap += 1) {
          const value = patch[tap * channels + channel];
          result[channel] += value * weights[tap * channels + channel];
          for (let other = 0; other < rows; other += 1)
            part.moments[(channel * rows + tap) * rows + other] += value * patch[other * channels + channel];
        }
      }
    } else {
      result.set(bias);
      for (let row = 0; row < rows; row += 1) {
        const value = patch[row];
        if (value === 0) continue;
        for (let output = 0; output < outputs; output += 1) result[output] += value * weights[row * outputs + output];
        for (let other = 0; other < rows; other += 1) part.moments[row * rows + other] += value * patch[other];
      }
    }
  }
  return out;
}

function positive(plane) {
  return { ...plane, data: plane.data.map((value) => Math.max(0, value)) };
}

/** What has more channels, plus what has fewer. */
function sum(wide, { channels, data }) {
  for (let at = 0; at < data.length; at += 1) wide.data[Math.floor(at / channels) * wide.channels + (at % channels)] += data[at];
  return wide;
}

/** The greatest of each 2 × 2 places. */
function halved({ side, channels, data }) {
  const at = (x, y, channel) => data[(y * side + x) * channels + channel];
  const half = side / 2;
  const of = (_, index) => {
    const [channel, place] = [index % channels, Math.floor(index / channels)];
    const [x, y] = [2 * (place % half), 2 * Math.floor(place / half)];
    return Math.max(at(x, y, channel), at(x + 1, y, channel), at(x, y + 1, channel), at(x + 1, y + 1, channel));
  };
  return { side: half, channels, data: new Float64Array(half * half * channels).map(of) };
}
