#!/usr/bin/env bash
# Builds with -Pgpu and runs the tests that need a GPU: agreement with the CPU, same bytes, rates beside the CPU's. For a
# Linux x86-64 machine with an NVIDIA driver of CUDA 12 or later (nvidia-smi answers), JDK 17, Maven and python3 with
# its packages onnx and numpy; fetches 2.5 GB from Maven Central the first time.
# usage: deploy/gpu/check.sh TEXTS    a file with a text a line, such as tweets
set -euo pipefail
[ $# = 1 ] && [ -f "$1" ] || { echo "usage: $0 TEXTS (a file with a text a line)" >&2; exit 2; }
texts=$(realpath "$1")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
command -v nvidia-smi >/dev/null || { echo "no nvidia-smi: install the NVIDIA driver" >&2; exit 1; }
nvidia-smi --query-gpu=index,name,memory.total,driver_version --format=csv
libraries=$root/model-udfs/target/cuda
transformer=$root/model-udfs/target/transformer

mvn --batch-mode -q -Pgpu -Dquick package -pl model-udfs -am
eval "$(deploy/gpu/libraries.sh "$libraries")"
python3 deploy/gpu/transformer.py model-udfs/models/encoder/1.4.0/tokenizer.json "$transformer"
mvn --batch-mode -Pgpu -Dquick -DskipTests=false package -pl model-udfs -am \
  -Dgroups=gpu -Dsurefire.failIfNoSpecifiedTests=false -Dgpu.texts="$texts" -Dgpu.transformer="$transformer"
grep -hF 'gpu-check' model-udfs/target/surefire-reports/TEST-*GpuTest*.xml
