#!/bin/sh
# Holds a running room against its own OpenAPI description with schemathesis: statuses, media types,
# schemas, refusals of what is not as described. Usage: api.sh BASE-URL [further options]
#
# Needs schemathesis (PyPI). Ends with 1 if anything is not as described.
set -eu
base=${1:?the address of a running room}
shift
exec schemathesis run "$base/openapi.json" --max-examples 200 --phases examples,coverage,fuzzing \
    --continue-on-failure "$@"
