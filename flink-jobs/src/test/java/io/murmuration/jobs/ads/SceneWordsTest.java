package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneWordsTest {
  private final SceneWords words = SceneWords.read();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Ground coffee for a calmer first hour.                  ; coffee
          Loose leaf tea: evenings that wind down.                ; coffee
          Sourdough bread for breakfast worth the walk.           ; food
          Trail shoes for hills that look smaller.                ; sport
          Folding bikes for wind instead of waiting.              ; sport
          Fast chargers for a day without the wall.               ; tech
          A joint account: one budget, two people.                ; finance
          Mattresses for a whole night, every night.              ; home
          Face cream for skin that drinks.                        ; beauty
          Language lessons between two stops.                     ; education
          Guitars for the song you have in mind.                  ; music
          Board games for rainy days saved.                       ; games
          Dog food with a waggable taste.                         ; pets
          Seed boxes for a green corner of the day.               ; nature
          Electric cars for a quiet street.                       ; cars
          Café moulu pour un premier quart d'heure tranquille.    ; coffee
          Pain au levain, cuit chaque matin.                      ; food
          Vélos pliants : du vent plutôt que l'attente.           ; sport
          Lunettes pour une image de soi qui tient.               ; health
          Un compte joint : un budget qui pardonne.               ; finance
          Jeux de société pour sauver les jours de pluie.         ; games
          Crèmes de jour : une peau qui respire.                  ; beauty
          Paniers de graines : un coin de vert à soi.             ; nature
          Cours de langue entre deux stations.                    ; education
          Croquettes pour chiens qui finissent leur bol.          ; pets
          Trains de nuit : du centre au centre, en dormant.       ; travel
          """)
  void knowsWhatADescriptionNames(String description, String productClass) {
    assertThat(words.named(description)).contains(productClass);
  }

  @Test
  void takesALongerNameForMoreThanAShortOne() {
    assertThat(words.named("Not a cream: an ice cream.")).contains("food");
  }

  @Test
  void takesWhatIsNamedFirstOfTwo() {
    assertThat(words.named("A lamp beside your book.")).contains("home");
    assertThat(words.named("A book beside your lamp.")).contains("education");
  }

  @Test
  void knowsNothingOfTheBeginningsOfOtherWords() {
    assertThat(words.named("Carefree evenings, appetising and catchy.")).isEmpty();
  }
}
