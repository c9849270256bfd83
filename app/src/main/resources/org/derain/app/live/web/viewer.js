// Before and after in one picture, with a divider. Pairs are fetched one after the other, so a slow
// line gets fewer of them and nothing piles up; only what is on the screen is fetched, and only a few
// at a time, because browsers hold few connections to one server.

const AT_ONCE = 3;
let running = 0;
const waiting = [];

async function turn(work) {
  if (running >= AT_ONCE) {
    await new Promise(go => waiting.push(go));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

const pause = ms => new Promise(go => setTimeout(go, ms));

export class Viewer {
  constructor(name, root) {
    this.name = name;
    this.root = root;
    this.before = root.querySelector('.before');
    this.after = root.querySelector('.after');
    this.divider = root.querySelector('.divider');
    this.number = -1;
    this.visible = false;
    this.gone = false;
    this.divider.setAttribute('aria-label', `${name}: how much of the picture shows it before`);
    this.divider.addEventListener('input', () => this.divide());
    this.divide();
    this.seen = new IntersectionObserver(entries => {
      this.visible = entries[entries.length - 1].isIntersecting;
    });
    this.seen.observe(root);
    this.run();
  }

  divide() {
    this.root.style.setProperty('--at', this.divider.value + '%');
    this.divider.setAttribute('aria-valuetext', `${this.divider.value} percent before`);
  }

  close() {
    this.gone = true;
    this.seen.disconnect();
  }

  async run() {
    while (!this.gone) {
      if (!this.visible || document.hidden) {
        await pause(250);
        continue;
      }
      try {
        if (!await turn(() => this.next())) {
          await pause(100);
        }
      } catch {
        await pause(2000); // the camera or the server is gone for now
      }
    }
  }

  /** Fetches and shows the next pair; whether there was one. */
  async next() {
    const answer = await fetch(
        `/api/cameras/${encodeURIComponent(this.name)}/preview?after=${this.number}`);
    if (answer.status !== 200) {
      if (!answer.ok) {
        throw new Error(answer.statusText);
      }
      return false;
    }
    const bytes = await answer.arrayBuffer();
    const split = 4 + new DataView(bytes).getUint32(0);
    const [before, after] = await Promise.all([
      createImageBitmap(new Blob([bytes.slice(4, split)], {type: 'image/jpeg'})),
      createImageBitmap(new Blob([bytes.slice(split)], {type: 'image/jpeg'})),
    ]);
    this.draw(this.before, before);
    this.draw(this.after, after);
    this.number = Number(answer.headers.get('X-Frame-Number'));
    this.root.dataset.frame = this.number;
    this.root.querySelector('.untouched').hidden = answer.headers.get('X-Derained') === 'true';
    this.root.querySelector('.empty').hidden = true;
    return true;
  }

  draw(canvas, picture) {
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width;
      canvas.height = picture.height;
      this.root.style.setProperty('--shape', picture.width / picture.height);
    }
    canvas.getContext('2d').drawImage(picture, 0, 0);
    picture.close();
  }
}
