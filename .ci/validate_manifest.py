"""Validates a Slack app manifest (YAML or JSON) against Slack's JSON schema: validate_manifest.py SCHEMA MANIFEST."""

import json
import sys

import jsonschema
import yaml

schema_file, manifest_file = sys.argv[1:]
with open(schema_file, encoding="utf-8") as file:
    schema = json.load(file)
with open(manifest_file, encoding="utf-8") as file:
    manifest = yaml.safe_load(file)

validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
faults = sorted(validator(schema).iter_errors(manifest), key=lambda fault: list(map(str, fault.absolute_path)))
for fault in faults:
    print(f"{manifest_file}: {fault.json_path}: {fault.message}", file=sys.stderr)
if not isinstance(manifest, dict) or faults:
    sys.exit(1)
print(f"{manifest_file}: valid")
