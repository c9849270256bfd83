import {chart} from '/static/charts.js';
import {Viewer} from '/static/viewer.js';

const REASONS = {
  dry: 'no rain', late: 'too late', off: 'switched off', failed: 'the network failed',
  warmup: 'no model loaded yet', damaged: 'damaged', lost: 'in flight when the source went',
};
const SPANS = {seconds: 600, day: 24 * 3600};
const cards = new Map();
let range = 'seconds';

const number = new Intl.NumberFormat('en');
const whole = value => number.format(value).replaceAll(',', '\u202f');
const some = (count, word) => `${whole(count)} ${word}${count === 1 ? '' : 's'}`;
const fixed = (value, digits) => Number(value).toFixed(digits);

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) {
    location.replace('/');
  }
  const content = await answer.json();
  if (!answer.ok) {
    throw new Error(content.error ?? answer.statusText);
  }
  return content;
}

function put(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function tell(node, text) {
  node.hidden = !text;
  put(node, text ?? '');
}

/** One camera on the page. */
class Card {
  constructor(name) {
    this.name = name;
    this.path = `/api/cameras/${encodeURIComponent(name)}`;
    this.root = document.getElementById('camera').content.firstElementChild.cloneNode(true);
    this.root.dataset.camera = name;
    this.samples = [];
    this.touched = 0;
    this.find('h2').textContent = name;
    this.viewer = new Viewer(name, this.find('.viewer'));
    this.find('.deraining').addEventListener('change',
        event => this.change({deraining: event.target.checked}));
    this.find('.tier').addEventListener('change', event => this.change({model: event.target.value}));
    const sensitivity = this.find('.sensitivity');
    sensitivity.addEventListener('input', () => {
      this.touched = Date.now();
      put(this.find('.controls output'), fixed(sensitivity.value, 2));
    });
    sensitivity.addEventListener('change', () => this.change({sensitivity: Number(sensitivity.value)}));
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  close() {
    this.viewer.close();
    this.root.remove();
  }

  async change(wish) {
    this.touched = Date.now();
    try {
      const camera = await ask(this.path, {
        method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(wish),
      });
      this.touched = 0;
      this.show(camera);
    } catch (failure) {
      this.touched = 0;
      tell(this.find('.error'), failure.message);
    }
  }

  show(camera) {
    this.camera = camera;
    const state = this.find('.state');
    put(state, camera.state);
    state.dataset.state = camera.state;
    const rain = this.find('.badge.rain');
    put(rain, camera.raining ? 'rain' : 'dry');
    rain.dataset.raining = camera.raining;
    put(this.find('.model'), camera.tier ? `${camera.tier} on ${camera.device}` : 'no model loaded');
    put(this.find('.source'), camera.source
        + (camera.width ? ` · ${camera.width}×${camera.height}` : '')
        + ` · ${camera.latency_mode} latency, late frames are ${camera.on_overload === 'pass' ? 'passed' : 'dropped'} after ${camera.max_age_ms} ms`);
    tell(this.find('.error'), camera.error);
    this.find('.viewer').classList.toggle('stale', camera.state !== 'running');
    this.figures(camera);
    this.frames(camera);
    this.outputs(camera);
    this.controls(camera);
  }

  figures(camera) {
    const texts = {
      fps_out: fixed(camera.fps_out, 1) + ' fps',
      fps_in: fixed(camera.fps_in, 1) + ' fps',
      preset: camera.preset || '–',
      age: camera.last_frame_age_s < 1 ? fixed(camera.last_frame_age_s * 1000, 0) + ' ms'
          : fixed(camera.last_frame_age_s, 1) + ' s',
      p50: fixed(camera.recent_ms.p50, 0) + ' ms',
      p95: fixed(camera.recent_ms.p95, 0) + ' ms',
      p99: fixed(camera.recent_ms.p99, 0) + ' ms',
      rain: fixed(camera.rain, 2),
      reconnects: whole(camera.reconnects),
      ring: whole(camera.ring_depth),
    };
    for (const [figure, text] of Object.entries(texts)) {
      put(this.find(`[data-figure=${figure}]`), text);
    }
    this.find('[data-figure=age]').classList.toggle('bad', camera.last_frame_age_s > camera.silence_s && camera.state !== 'stopped');
  }

  /** What became of the frames: a bar, and the same in words. */
  frames(camera) {
    const parts = [['derained', '', camera.derained]];
    for (const outcome of ['passed', 'dropped']) {
      for (const [reason, count] of Object.entries(camera[outcome])) {
        parts.push([outcome, reason, count]);
      }
    }
    const seen = parts.filter(part => part[2] > 0);
    const sum = seen.reduce((all, part) => all + part[2], 0);
    const bar = this.find('.bar');
    bar.replaceChildren(...seen.map(([outcome, reason, count]) => {
      const piece = document.createElement('span');
      piece.dataset.outcome = outcome;
      piece.dataset.reason = reason;
      piece.style.flexGrow = count / sum;
      return piece;
    }));
    bar.setAttribute('aria-label', `${whole(camera.in)} frames received`);
    const item = (text, outcome, reason) => {
      const line = document.createElement('li');
      line.textContent = text;
      line.dataset.outcome = outcome;
      line.dataset.reason = reason;
      return line;
    };
    const share = count => sum ? ` (${fixed(100 * count / sum, 1)} %)` : '';
    this.find('.outcomes').replaceChildren(
        item(`${whole(camera.in)} received`, 'in', ''),
        ...seen.map(([outcome, reason, count]) =>
            item(`${whole(count)} ${outcome}${reason ? ': ' + (REASONS[reason] ?? reason) : ''}${share(count)}`, outcome, reason)));
  }

  outputs(camera) {
    this.find('.outputs ul').replaceChildren(...camera.outputs.map(output => {
      const line = document.createElement('li');
      line.dataset.connected = output.connected;
      const url = document.createElement('span');
      url.className = 'url';
      url.textContent = output.url;
      const how = document.createElement('span');
      how.textContent = (output.connected ? 'connected' : 'away' + (output.error ? ': ' + output.error : ''))
          + ` · ${fixed(output.bytes / 1e6, 1)} MB`
          + (output.lost ? ` · ${some(output.lost, 'packet')} missed` : '')
          + (output.reconnects ? ` · ${some(output.reconnects, 'reconnect')}` : '');
      line.append(url, how);
      return line;
    }));
  }

  /** Leaves alone what is being moved. */
  controls(camera) {
    if (Date.now() - this.touched < 3000) {
      return;
    }
    this.find('.deraining').checked = camera.deraining;
    const tier = this.find('.tier');
    const choices = ['auto', ...models];
    if (camera.own_model && !choices.includes(camera.own_model)) {
      choices.push(camera.own_model);
    }
    if (tier.options.length !== choices.length) {
      tier.replaceChildren(...choices.map(choice => new Option(choice, choice)));
    }
    if (document.activeElement !== tier) {
      tier.value = camera.model;
    }
    this.find('.sensitivity').value = camera.sensitivity;
    put(this.find('.controls output'), fixed(camera.sensitivity, 2));
  }

  /** Fetches what is new since the last time. */
  async history() {
    const asked = range;
    const last = this.samples.length ? this.samples[this.samples.length - 1].t : 0;
    const news = await ask(`${this.path}/history?range=${asked}&since=${last}`);
    if (asked !== range) {
      return;
    }
    this.samples.push(...news.samples);
    const now = Date.now() / 1000 + clockAhead;
    this.samples = this.samples.filter(sample => sample.t >= now - SPANS[range]);
    // A young history fills the chart, and an old one all of the range.
    const age = this.samples.length ? now - this.samples[0].t : 0;
    const span = range === 'day' ? SPANS.day : [60, 120, 300, SPANS.seconds].find(s => s >= age) ?? SPANS.seconds;
    const common = {samples: this.samples, span, step: news.step_s, now};
    const c = this.camera;
    chart(this.find('.latency'), {
      ...common, top: 40,
      lines: ['p99', 'p95', 'p50'].map(p => ({css: p, value: sample => sample[p]})),
      label: `Latency over time, now p99 of ${fixed(c.recent_ms.p99, 0)} milliseconds`,
    });
    chart(this.find('.rainchart'), {
      ...common, top: 1, flat: [{css: 'border', at: 1 - c.sensitivity}],
      lines: [{css: 'rainline', value: sample => sample.rain}],
      label: `Rain score over time, now ${fixed(c.rain, 2)}`,
    });
    chart(this.find('.fps'), {
      ...common, top: 5,
      lines: [{css: 'in', value: s => s.fps_in}, {css: 'out', value: s => s.fps_out}],
      label: `Frames per second over time, now ${fixed(c.fps_in, 1)} in and ${fixed(c.fps_out, 1)} out`,
    });
  }
}

let models = [];
let clockAhead = 0;

function summary(all) {
  const running = all.cameras.filter(camera => camera.state === 'running').length;
  const raining = all.cameras.filter(camera => camera.raining).length;
  put(document.getElementById('summary'), `${running} of ${some(all.cameras.length, 'camera')} running, rain on ${raining}`);
  document.title = `Derain: ${running}/${all.cameras.length}`;
  const p = all.process;
  const hours = p.uptime_s / 3600;
  put(document.getElementById('process'),
      `derain ${all.version} · up ${hours < 1 ? fixed(p.uptime_s / 60, 0) + ' min' : hours < 48 ? fixed(hours, 1) + ' h' : fixed(hours / 24, 1) + ' days'}`
      + ` · memory ${fixed(p.resident_bytes / 1e6, 0)} MB, of it native ${fixed(p.native_bytes / 1e6, 0)} MB`
      + ` · ${p.threads} threads`);
}

async function refresh() {
  const trouble = document.getElementById('trouble');
  try {
    const all = await ask('/api/status');
    clockAhead = all.time - Date.now() / 1000;
    models = all.models;
    summary(all);
    tell(trouble, all.file_error && all.file_error + ' (the cameras go on as they were)');
    const names = new Set(all.cameras.map(camera => camera.name));
    for (const [name, card] of cards) {
      if (!names.has(name)) {
        card.close();
        cards.delete(name);
      }
    }
    const list = document.getElementById('cameras');
    all.cameras.forEach((camera, place) => {
      if (!cards.has(camera.name)) {
        cards.set(camera.name, new Card(camera.name));
      }
      const card = cards.get(camera.name);
      if (list.children[place] !== card.root) {
        list.insertBefore(card.root, list.children[place] ?? null);
      }
      card.show(camera);
    });
    await Promise.all([...cards.values()].map(card => card.history()));
  } catch (failure) {
    tell(trouble, 'No answer from Derain: ' + failure.message);
  }
  setTimeout(refresh, document.hidden ? 5000 : 1000);
}

for (const choice of document.querySelectorAll('input[name=range]')) {
  choice.addEventListener('change', () => {
    range = choice.value;
    for (const card of cards.values()) {
      card.samples = [];
      card.history();
    }
  });
}
refresh();
