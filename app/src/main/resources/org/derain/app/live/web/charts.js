// Small line charts as SVG.

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 130;
const LEFT = 36;
const BOTTOM = 18;
const TOP = 10;

function element(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  return node;
}

/** A round number at or above a value. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 8, 10].map(n => n * power).find(n => n >= value * 0.999);
}

/** A path through points; a gap where there is no value, or none for several steps. */
function path(samples, value, x, y, step) {
  let d = '';
  let before = null;
  for (const sample of samples) {
    const v = value(sample);
    if (v === null || v === undefined) {
      before = null;
      continue;
    }
    d += (before !== null && sample.t - before <= 3 * step ? 'L' : 'M')
        + x(sample.t).toFixed(1) + ' ' + y(v).toFixed(1);
    before = sample.t;
  }
  return d;
}

/**
 * Draws into an element.
 *
 * lines: [{css, value: sample => number or null}]; flat: [{css, at}] lines at one height;
 * top: the least upper end of the scale; span: seconds shown; label: for who cannot see it
 */
export function chart(root, {samples, lines, flat = [], top, span, step, now, label}) {
  let highest = top;
  for (const sample of samples) {
    for (const line of lines) {
      highest = Math.max(highest, line.value(sample) ?? 0);
    }
  }
  highest = highest === top ? top : roundUp(highest);
  const x = t => LEFT + (WIDTH - LEFT) * (1 - (now - t) / span);
  const y = v => TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(v, highest) / highest);
  const svg = element('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label,
  });
  for (const share of [0, 0.5, 1]) {
    const at = y(highest * share);
    svg.append(element('line', {class: 'grid', x1: LEFT, x2: WIDTH, y1: at, y2: at}));
    svg.append(element('text', {x: LEFT - 4, y: at + 5, 'text-anchor': 'end'},
        String(Number((highest * share).toPrecision(2)))));
  }
  const ago = part => {
    const seconds = span * part;
    return seconds >= 7200 ? seconds / 3600 + ' h' : seconds >= 120 ? seconds / 60 + ' min' : seconds + ' s';
  };
  svg.append(element('text', {x: LEFT, y: HEIGHT - 3}, ago(1) + ' ago'));
  svg.append(element('text', {x: (LEFT + WIDTH) / 2, y: HEIGHT - 3, 'text-anchor': 'middle'}, ago(0.5)));
  svg.append(element('text', {x: WIDTH, y: HEIGHT - 3, 'text-anchor': 'end'}, 'now'));
  for (const line of flat) {
    svg.append(element('line', {
      class: 'line ' + line.css, x1: LEFT, x2: WIDTH, y1: y(line.at), y2: y(line.at),
    }));
  }
  const shown = samples.filter(sample => sample.t >= now - span);
  for (const line of lines) {
    svg.append(element('path', {
      class: 'line ' + line.css, d: path(shown, line.value, x, y, step),
    }));
  }
  root.replaceChildren(svg);
}
