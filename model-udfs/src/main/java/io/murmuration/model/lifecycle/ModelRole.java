package io.murmuration.model.lifecycle;

/** What a version does for its operator: serves, serves a share of the keys, or only watches. */
public enum ModelRole {
  ACTIVE,
  CANARY,
  SHADOW
}
