"""Reads what `./murmur training-data` wrote."""
import json
from pathlib import Path

import numpy as np
import torch


class Table:
    def __init__(self, folder, name):
        said = json.loads((Path(folder) / f"{name}.json").read_text())
        self.features, self.labels = said["features"], said["labels"]
        width = len(self.features) + len(self.labels) + 1
        rows = torch.from_numpy(np.fromfile(Path(folder) / f"{name}.f32", dtype="<f4").reshape(-1, width))
        self.x = rows[:, :len(self.features)].contiguous()
        self.y = rows[:, len(self.features):-1].contiguous()
        self.group = rows[:, -1].long()

    def split(self, aside):
        """Training rows and rows kept aside, as indices; `aside` says of groups whether they are kept aside."""
        kept = aside(self.group)
        return torch.nonzero(~kept).squeeze(1), torch.nonzero(kept).squeeze(1)
