package io.murmuration.jobs.ads;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PictureFile;
import io.murmuration.model.image.PicturePrompt;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.Translation;
import io.murmuration.model.remote.TextRequest;

/** A painter that reads words and answers with a file, in the place of the one that is shipped. */
record PromptedPainter(PicturePrompt prompt)
    implements Translation<ImageBrief, TextRequest, byte[], Picture> {
  /** Whoever asks with another template needs another copy. */
  String name() {
    return "prompted:" + prompt.digest();
  }

  @Override
  public TextRequest input(ImageBrief brief) throws RejectedInputException {
    return new TextRequest(prompt.of(brief), brief.seed());
  }

  @Override
  public Picture output(byte[] file) throws RejectedInputException {
    return PictureFile.read(file).askedWith(prompt);
  }

  @Override
  public Picture placeholder() {
    return new Picture(1, 1, new byte[3]);
  }
}
