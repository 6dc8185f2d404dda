package dev.raydeck.engine.scheduling;

import dev.raydeck.model.ResourceRequest;

/// Equal requests that are tried one after another; `gang` is the index of their gang, or -1.
record RequestGroup(ResourceRequest request, int count, int gang) {
  RequestGroup withCount(int newCount) {
    return new RequestGroup(request, newCount, gang);
  }
}
