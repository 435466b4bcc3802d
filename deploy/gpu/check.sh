#!/usr/bin/env bash
# Builds with -Pgpu and runs the tests that need a GPU. For a Linux x86-64 machine with an NVIDIA driver
# of CUDA 12 (nvidia-smi answers), JDK 17 and Maven; fetches 2.3 GB from Maven Central the first time.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
command -v nvidia-smi >/dev/null || { echo "no nvidia-smi: install the NVIDIA driver" >&2; exit 1; }
nvidia-smi --query-gpu=index,name,memory.total,driver_version --format=csv
libraries=$root/model-udfs/target/cuda

mvn --batch-mode -q -Pgpu -Dquick package -pl model-udfs -am
deploy/gpu/libraries.sh "$libraries"
export LD_LIBRARY_PATH=$libraries
# Agreement with the CPU, where auto goes, and both devices' sentences a second.
mvn --batch-mode -Pgpu -Dquick -DskipTests=false package -pl model-udfs -am \
  -Dgroups=gpu -Dsurefire.failIfNoSpecifiedTests=false
grep -h 'gpu-check' model-udfs/target/surefire-reports/*GpuTest*.txt \
  model-udfs/target/surefire-reports/TEST-*GpuTest*.xml | sort -u
