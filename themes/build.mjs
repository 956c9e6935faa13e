// Builds every theme into themes/<id>/wwwroot/: styles, scripts, icons, fonts for PDF, hashes. Usage: npm run build
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import crypto from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as sass from 'sass';
import { build, transform } from 'esbuild';

const LEARNER_LIMIT = 14 * 1024;
const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const modules = path.resolve(path.dirname(require.resolve('bootstrap/package.json')), '..');
const kb = (n) => (n / 1024).toFixed(1) + ' KB';
const fail = (message) => { console.error('themes: ' + message); process.exit(1); };
const list = (folder, ending) => fs.readdirSync(folder).filter((f) => f.endsWith(ending)).sort();

const minify = async (css) => (await transform(css, { loader: 'css', minify: true, charset: 'utf8', logLevel: 'warning' })).code.trim();

async function styles(assets) {
  const options = {
    style: 'compressed', charset: false, loadPaths: [modules], quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
  };
  const out = {};
  for (const f of list(path.join(assets, 'scss'), '.scss').filter((f) => !f.startsWith('_')))
    out[f.replace('.scss', '.css')] = await minify(sass.compile(path.join(assets, 'scss', f), options).css);
  for (const f of list(path.join(assets, 'css'), '.css'))
    out[f] = await minify(fs.readFileSync(path.join(assets, 'css', f), 'utf8'));
  const tabler = fs.readFileSync(path.join(modules, '@tabler/core/dist/css/tabler.min.css'), 'utf8');
  out['console.css'] = '@charset "UTF-8";' + (tabler + out['console.css']).replace(/@charset "UTF-8";|\/\*# sourceMappingURL=.*?\*\//g, '');
  for (const f in out) if (f !== 'console.css') out[f] = out[f].replace(/^\uFEFF/, '').replace(/^(?=[\s\S]*[^\x00-\x7f])/, '@charset "UTF-8";');
  return out;
}

async function scripts(assets) {
  const entries = list(path.join(assets, 'js'), '.js').map((f) => path.join(assets, 'js', f));
  const { outputFiles } = await build({
    entryPoints: entries, outdir: assets, write: false, bundle: true, minify: true, format: 'iife', charset: 'utf8',
    target: ['es2019'], legalComments: 'none', nodePaths: [modules], logLevel: 'warning',
  });
  return Object.fromEntries(outputFiles.map((o) => [path.basename(o.path), o.text]));
}

function icons(theme) {
  const names = fs.readFileSync(path.join(theme, 'icons.txt'), 'utf8').split(/\s+/).filter(Boolean);
  const out = {};
  for (const name of [...new Set(names)].sort()) {
    const file = path.join(modules, '@tabler/icons/icons/outline', name + '.svg');
    if (!fs.existsSync(file)) fail(`unknown icon '${name}' in ${path.relative(process.cwd(), path.join(theme, 'icons.txt'))}: @tabler/icons has no outline/${name}.svg`);
    out[name] = fs.readFileSync(file, 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '')
      .replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s*\n\s*/g, '').replace(/\s+\/>/g, '/>').trim();
  }
  return out;
}

// Chinese fonts for PDF files made on the server. Never named in a style sheet.
function fonts() {
  const pick = (pkg, ...weights) => {
    for (const weight of weights) {
      const folder = path.join(modules, '@expo-google-fonts', pkg, weight);
      const file = fs.existsSync(folder) && list(folder, '.ttf')[0];
      if (file) return path.join(folder, file);
    }
    return fail(`@expo-google-fonts/${pkg} has none of ${weights.join(', ')}`);
  };
  return {
    'fonts/NotoSansSC-Regular.ttf': pick('noto-sans-sc', '400Regular'),
    'fonts/NotoSansSC-SemiBold.ttf': pick('noto-sans-sc', '600SemiBold', '700Bold'),
    'fonts/NotoSerifSC-Regular.ttf': pick('noto-serif-sc', '400Regular'),
  };
}

async function theme(folder) {
  const assets = path.join(folder, 'Assets'), root = path.join(folder, 'wwwroot'), written = new Set();
  const write = (name, data) => {
    const file = path.join(root, name), bytes = Buffer.isBuffer(data) ? data : Buffer.from(data);
    written.add(name);
    if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, bytes);
    return true;
  };
  const files = { ...(await styles(assets)), ...(await scripts(assets)), 'mark.svg': fs.readFileSync(path.join(folder, 'art/mark.svg'), 'utf8') };
  const hashes = {}, sizes = {};
  for (const name of Object.keys(files).sort()) {
    const bytes = Buffer.from(files[name]);
    hashes[name] = crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const gzip = zlib.gzipSync(bytes, { level: 9 });
    sizes[name] = gzip.length;
    const fresh = write(name, bytes);
    write(name + '.gz', gzip);
    const brotli = path.join(root, name + '.br');
    if (!fresh && fs.existsSync(brotli)) written.add(name + '.br');
    else write(name + '.br', zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
  write('icons.json', JSON.stringify(icons(folder)));
  write('assets.json', JSON.stringify(hashes, null, 1));
  for (const [name, source] of Object.entries(fonts())) {
    written.add(name);
    const target = path.join(root, name), size = fs.statSync(source).size;
    if (fs.existsSync(target) && fs.statSync(target).size === size) continue;
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.copyFileSync(source, target);
  }
  for (const entry of fs.readdirSync(root, { recursive: true, withFileTypes: true })) {
    const name = path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join('/');
    if (entry.isFile() && !written.has(name)) fs.rmSync(path.join(root, name));
  }
  console.log(`theme ${path.basename(folder)}, gzip:`);
  for (const [name, size] of Object.entries(sizes)) console.log('  ' + name.padEnd(22) + kb(size).padStart(9));
  const learner = sizes['learner.css'] + sizes['learner.js'];
  console.log(`  learner.css + learner.js: ${kb(learner)} of ${kb(LEARNER_LIMIT)}`);
  if (learner > LEARNER_LIMIT) fail(`learner.css + learner.js are ${learner} bytes gzip, the limit is ${LEARNER_LIMIT}`);
}

for (const entry of fs.readdirSync(here, { withFileTypes: true }))
  if (entry.isDirectory() && fs.existsSync(path.join(here, entry.name, 'theme.json'))) await theme(path.join(here, entry.name));
