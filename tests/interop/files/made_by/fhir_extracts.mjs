// Takes small extracts out of two npm packages that ship R4 resources (both Apache-2.0).
//   npm install @medplum/mock@5.2.13 cql-exec-fhir@2.2.0 && node tests/interop/files/made_by/fhir_extracts.mjs
// The mock package expects a browser's WebSocket; nothing is opened.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

globalThis.WebSocket ??= class {};
const here = join(dirname(fileURLToPath(import.meta.url)), '..');
const write = (name, bundle) => writeFileSync(join(here, name), JSON.stringify(bundle, null, 1) + '\n');

const mock = await import('@medplum/mock');
const wanted = ['HomerSimpson', 'MargeSimpson', 'LisaSimpson', 'BartSimpson', 'DrAliceSmith', 'DrAliceSmithSchedule', 'HomerEncounter', 'ImplantableDeviceKnee'];
const resources = wanted.map((name) => JSON.parse(JSON.stringify(mock[name])));
resources.forEach((resource) => delete resource.photo);
write('medplum_bundle.json', {
  resourceType: 'Bundle', type: 'searchset', total: resources.length,
  entry: resources.map((resource) => ({ fullUrl: `https://example.medplum.com/fhir/R4/${resource.resourceType}/${resource.id}`, resource, search: { mode: 'match' } })),
});

const home = dirname(createRequire(import.meta.url).resolve('cql-exec-fhir/package.json'));
const synthea = JSON.parse(readFileSync(join(home, 'test/fixtures/r4/Luna60_McCullough561_6662f0ca-b617-4e02-8f55-7275e9f49aa0.json')));
const taken = {};
const few = synthea.entry.filter(({ resource }) => (taken[resource.resourceType] = (taken[resource.resourceType] ?? 0) + 1) <= 2);
write('synthea_bundle.json', { ...synthea, entry: few.filter(({ resource }) => !['Claim', 'ExplanationOfBenefit', 'CarePlan', 'DiagnosticReport'].includes(resource.resourceType)) });
