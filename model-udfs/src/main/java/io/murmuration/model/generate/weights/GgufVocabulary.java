package io.murmuration.model.generate.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.model.inference.FatalInferenceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A vocabulary of SentencePiece's BPE, as GGUF keeps it: no merges, but a score for each token, the
 * higher the earlier it was merged.
 *
 * @param tokens by id; a space is written as U+2581
 * @param scores by id
 * @param types by id; 1 is an ordinary token, 2 unknown, 3 control, 6 a byte
 */
public record GgufVocabulary(
    List<String> tokens, List<Double> scores, List<Long> types, int unknown, TextMarks marks) {
  private static final long ORDINARY = 1;
  private static final long CONTROL = 3;
  private static final String SPACE = "\u2581";
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Merge(int left, int right, double score) {}

  public GgufVocabulary {
    if (scores.size() != tokens.size()
        || types.size() != tokens.size()
        || unknown < 0
        || unknown >= tokens.size()) {
      throw new FatalInferenceException(
          "the vocabulary has %d tokens, %d scores, %d types and the unknown token %d; fetch the model again"
              .formatted(tokens.size(), scores.size(), types.size(), unknown));
    }
  }

  /** The same tokenizer in the form of Hugging Face's {@code tokenizer.json}. */
  public String tokenizerJson() {
    ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    root.putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (int id = 0; id < tokens.size(); id++) {
      if (id == unknown || types.get(id) == CONTROL) {
        added.add(special(id));
      }
    }
    ArrayNode normalizers = sequence(root, "normalizer", "normalizers");
    normalizers.addObject().put("type", "Prepend").put("prepend", SPACE);
    normalizers.add(replace(" ", SPACE));
    root.putNull("pre_tokenizer").putNull("post_processor");
    ArrayNode decoders = sequence(root, "decoder", "decoders");
    decoders.add(replace(SPACE, " "));
    decoders.addObject().put("type", "ByteFallback");
    decoders.addObject().put("type", "Fuse");
    decoders.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
    model(root.putObject("model"));
    return root.toString();
  }

  private void model(ObjectNode model) {
    model.put("type", "BPE").putNull("dropout").put("unk_token", tokens.get(unknown));
    model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", true).put("byte_fallback", true);
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    ArrayNode merges = model.putArray("merges");
    for (Merge each : merges()) {
      merges.addArray().add(tokens.get(each.left)).add(tokens.get(each.right));
    }
  }

  /** Each way in which two tokens make a third, the best result first. */
  private List<Merge> merges() {
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < tokens.size(); id++) {
      ids.putIfAbsent(tokens.get(id), id);
    }
    List<Merge> merges = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      for (int cut = 1; types.get(id) == ORDINARY && cut < token.length(); cut++) {
        Integer left = ids.get(token.substring(0, cut));
        Integer right = ids.get(token.substring(cut));
        if (left != null && right != null) {
          merges.add(new Merge(left, right, scores.get(id)));
        }
      }
    }
    merges.sort(
        Comparator.comparingDouble(Merge::score)
            .reversed()
            .thenComparingInt(Merge::left)
            .thenComparingInt(Merge::right));
    return merges;
  }

  private ObjectNode special(int id) {
    ObjectNode token = JSON.createObjectNode().put("id", id).put("content", tokens.get(id));
    token.put("single_word", false).put("lstrip", false).put("rstrip", false);
    return token.put("normalized", false).put("special", true);
  }

  private static ArrayNode sequence(ObjectNode root, String name, String parts) {
    return root.putObject(name).put("type", "Sequence").putArray(parts);
  }

  private static ObjectNode replace(String from, String to) {
    ObjectNode replace = JSON.createObjectNode().put("type", "Replace");
    replace.putObject("pattern").put("String", from);
    return replace.put("content", to);
  }
}
