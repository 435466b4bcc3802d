package io.murmuration.feed;

import java.util.List;

/** Posts that try to break out of their place. */
public final class HostileTexts {
  public static final String SCRIPT =
      "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">";

  private HostileTexts() {}

  public static List<String> all() {
    return List.of(
        SCRIPT,
        "</p></li></ol><h1 style=\"font-size:200px\">BREAKING</h1><style>*{display:none}</style>",
        "\u202Eevil drawkcab si siht\u202D and \u2067this\u2066 never closes its overrides \u202E",
        "Z̸̢̛͔̲̬͎̝̀̊̇͒̿̌́̚a̷͍̗̓̈́̒̈́͑̉̕l̶̨̧͚̟̝̇g̴̢̩̫̱̃̊͐̄̀o̵̥̓̄͛".repeat(6)
            + "\u0301".repeat(3_000),
        "W" + "o".repeat(1_000_000) + "w",
        "👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍🚀".repeat(50) + "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nfar below",
        "مرحبا https://example.com/?q=<b>&x=\"' ثم English ثم עברית 123");
  }
}
