#!/usr/bin/env bash
# Unpacks the CUDA and cuDNN libraries that -Pgpu fetched, so that the machine needs the driver alone.
# usage: deploy/gpu/libraries.sh DIR    then start JVMs with LD_LIBRARY_PATH=DIR, but only where there is a driver: without
#                                       one these libraries take every JVM that loads a model with them
set -euo pipefail
[ $# = 1 ] || { echo "usage: $0 DIR" >&2; exit 2; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=$(sed -n 's:.*<cuda-redist.version>\(.*\)</cuda-redist.version>.*:\1:p' "$root/pom.xml")
repository=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
jar=$repository/org/bytedeco/cuda/$version/cuda-$version-linux-x86_64-redist.jar
[ -f "$jar" ] || { echo "$jar is missing: run mvn -Pgpu -Dquick package first" >&2; exit 1; }
mkdir -p "$1"
unzip -q -o -j "$jar" 'org/bytedeco/cuda/linux-x86_64/lib*.so*' -d "$1"
# DJL counts GPUs through the name without a version.
ln -sf libcudart.so.12 "$1/libcudart.so"
[ -f "$1/libcudart.so.12" ] || { echo "$jar holds no libcudart.so.12" >&2; exit 1; }
echo "export LD_LIBRARY_PATH=$(cd "$1" && pwd)\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
