#!/bin/sh
# make.sh MODEL OUT: makes a model's folder from the beginning, in the order of README.md; run it from the repository root.
#   MODEL  encoder, timeline-ranker, ad-ctr, ad-image, ad-writer
#   OUT    the folder that ships, such as model-udfs/models/encoder/1.4.0
# In the environment: DATA, the data sets (../shared/data); WORK, what lies between the steps (/tmp/MODEL); MINUTES of training,
# where the clock ends it; TRAIN, the Python that trains (python3; with a GPU for ad-image and ad-writer); PYTHON, that of all
# else (/usr/bin/python3).
set -eu

usage() {
  echo "make.sh: $1; usage: model-udfs/training/make.sh encoder|timeline-ranker|ad-ctr|ad-image|ad-writer OUT" >&2
  exit 2
}

[ $# -eq 2 ] || usage "needs a model and a folder"
model=$1 out=$2
made=model-udfs/training
[ -d "$made" ] || usage "run it from the repository root"
data=${DATA:-../shared/data} work=${WORK:-/tmp/$model} train=${TRAIN:-python3} python=${PYTHON:-/usr/bin/python3}

rows() {
  ./murmur training-data --out "$work"
}

case $model in
  encoder)
    "$train" $made/encoder/train_encoder.py --data "$data" --out "$out" --work "$work" --minutes "${MINUTES:-11}"
    ;;
  timeline-ranker)
    rows
    "$train" $made/rank/train_timeline.py --data "$work" --out "$out"
    ;;
  ad-ctr)
    rows
    "$train" $made/rank/train_ads.py --data "$work" --out "$out"
    ;;
  ad-image)
    "$train" $made/image/train_image.py --out "$work" --minutes "${MINUTES:-12.7}" --workers 14 --compile
    "$python" $made/image/export_image.py --weights "$work/weights.pt" --out "$out"
    ;;
  ad-writer)
    mkdir -p "$work"
    "$python" $made/writer/tokenizer.py --data "$data" --out "$work/tokenizer.json"
    "$train" $made/writer/train_writer.py --data "$data" --tokenizer "$work/tokenizer.json" --out "$work" --minutes "${MINUTES:-8.6}"
    "$python" $made/writer/export_writer.py --weights "$work/weights.pt" --tokenizer "$work/tokenizer.json" --out "$out"
    "$python" $made/writer/make_briefs.py --data "$data" --out "$out/unseen-briefs.jsonl"
    ;;
  *) usage "no model '$model'" ;;
esac
